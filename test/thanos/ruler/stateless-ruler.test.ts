import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { GrpcTls } from '../../../lib/thanos/grpc-tls';
import { ThanosQuery } from '../../../lib/thanos/query';
import { Rules } from '../../../lib/thanos/ruler/rules';
import { ThanosStatelessRuler, type ThanosStatelessRulerProps } from '../../../lib/thanos/ruler/stateless-ruler';
import { StoreApi } from '../../../lib/thanos/store-api';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, assertProblem, configFile, field, find, flags, synth, testChart } from '../../helpers';

const remoteWrite = { url: 'http://thanos-receive.thanos.svc.cluster.local:19291/api/v1/receive' };

function add(props: Partial<ThanosStatelessRulerProps> = {}) {
  const chart = testChart();
  const query = new ThanosQuery(chart, 'query', { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')] });
  const ruler = new ThanosStatelessRuler(chart, 'ruler', { query, remoteWrite, ...props });
  return { chart, query, ruler };
}

describe('ThanosStatelessRuler by default', () => {
  const manifests = synth(add().chart);
  const statefulSet = find(manifests, 'StatefulSet', 'thanos-ruler');

  it('sends what it records to the receiver, and touches no bucket', () => {
    assert.deepEqual(args(statefulSet), [
      'rule',
      '--log.level=info',
      '--log.format=logfmt',
      '--data-dir=/var/thanos/rule',
      '--label=rule_replica="$(POD_NAME)"',
      '--query=http://thanos-query.thanos.svc.cluster.local:10902',
      '--rule-file=/etc/thanos/rules/thanos-ruler-rules/*.yaml',
      '--alert.label-drop=rule_replica',
      '--remote-write.config-file=/etc/thanos/remote-write/remote-write.yaml',
      '--restore-ignored-label=rule_replica',
      '--restore-ignored-label=tenant_id',
    ]);
    assert.deepEqual(configFile(manifests, 'thanos-ruler-remote-write', 'remote-write.yaml'), {
      remote_write: [{ url: remoteWrite.url }],
    });
  });

  it('keeps nothing', () => {
    assert.equal(field(statefulSet, 'spec.volumeClaimTemplates'), undefined);
    assert.deepEqual(
      (field(statefulSet, 'spec.template.spec.volumes') as { name: string }[]).find(({ name }) => name === 'data'),
      { name: 'data', emptyDir: {} },
    );
  });
});

describe('ThanosStatelessRuler with every option', () => {
  const all: Omit<Required<ThanosStatelessRulerProps>, 'query'> = {
    remoteWrite: {
      url: 'https://receive.example.com/api/v1/receive',
      network: add().query.network,
    },
    component: 'ruler-ops',
    grpcTls: GrpcTls.privateCa(),
    replicas: 3,
    rules: [Rules.existingConfigMap('rules')],
    alertmanagers: [{ addresses: ['dns+am.monitoring.svc:9093'] }],
    alertQueryUrl: 'https://query.example.com',
    alertLabelDrop: ['a'],
    externalLabels: { ruler_cluster: 'hub' },
    evaluationInterval: '30s',
    queryOffset: '1m',
    concurrentEvaluations: 2,
    resendDelay: '2m',
    forOutageTolerance: '3h',
    forGracePeriod: '5m',
    routePrefix: '/rules',
    externalPrefix: '/outside',
    configReloader: {},
    storage: Size.gibibytes(1),
    storageClass: 'managed-csi',
    remoteWriteHeaders: { 'THANOS-TENANT': 'ops' },
    restoreIgnoredLabels: ['tenant', 'receive_cluster'],
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const manifests = synth(add(all).chart);
  const statefulSet = find(manifests, 'StatefulSet', 'hub-ruler-ops');

  it('finds the state of its alerts again, without the labels that were added on the way', () => {
    assert.deepEqual(flags(statefulSet, 'restore-ignored-label'), [
      'rule_replica',
      'ruler_cluster',
      'tenant',
      'receive_cluster',
    ]);
  });

  it('writes for a tenant', () => {
    assert.deepEqual(configFile(manifests, 'hub-ruler-ops-remote-write', 'remote-write.yaml'), {
      remote_write: [{ url: 'https://receive.example.com/api/v1/receive', headers: { 'THANOS-TENANT': 'ops' } }],
    });
  });

  it('keeps what is not sent yet in a claim, when it is asked to', () => {
    assert.equal(field(statefulSet, 'spec.volumeClaimTemplates.0.spec.resources.requests.storage'), '1Gi');
  });
});

describe('ThanosStatelessRuler', () => {
  const ports = (props: Partial<ThanosStatelessRulerProps>) => {
    const manifests = synth(add({ networkPolicy: true, ...props }).chart);
    const egress = field(find(manifests, 'NetworkPolicy', 'thanos-ruler'), 'spec.egress') as object[];
    return egress.flatMap((rule) => (field(rule, 'ports') as { port: number }[]).map(({ port }) => port));
  };

  it('may talk to the receiver, wherever it is', () => {
    assert.ok(ports({}).includes(19291));
    assert.ok(ports({ remoteWrite: { url: 'https://receive.example.com/api/v1/receive' } }).includes(443));
    const { network } = add().query;
    assert.ok(ports({ remoteWrite: { ...remoteWrite, network: network } }).includes(19291));
    assert.ok(network.rules().ingress.some(({ ports }) => ports?.some(({ port }) => port?.value === 19291)));
  });

  it('refuses a storage class without storage', () => {
    assertProblem(add({ storageClass: 'fast' }).chart, /storageClass is fast/);
  });

  it('refuses a password in a header, which it would neither send nor keep secret', () => {
    assertProblem(add({ remoteWriteHeaders: { authorization: 'Basic eA==' } }).chart, /sets authorization, which/);
  });

  it('restarts when the receiver changes', () => {
    const statefulSet = find(synth(add().chart), 'StatefulSet', 'thanos-ruler');
    assert.match(
      String(field(statefulSet, 'spec.template.metadata.annotations.checksum/remote-write')),
      /^[0-9a-f]{16}$/,
    );
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const { chart, query, ruler } = add();
  const objstore = ObjectStore.existingSecret({ name: 'bucket' });
  // @ts-expect-error a stateless ruler serves no StoreAPI
  query.addEndpoint(ruler);
  // @ts-expect-error as above
  new ThanosQuery(chart, 'a', { endpoints: [ruler] });
  // @ts-expect-error it has to write somewhere
  new ThanosStatelessRuler(chart, 'b', { query });
  // @ts-expect-error and uploads nothing
  new ThanosStatelessRuler(chart, 'c', { query, remoteWrite, objstore });
  // @ts-expect-error as above
  new ThanosStatelessRuler(chart, 'd', { query, remoteWrite, retention: '48h' });
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThanosQuery } from '../../../lib/thanos/query';
import type { AllInOneReceiveOptions } from '../../../lib/thanos/receive/receive-options';
import { args, configFile, field, find, flag } from '../../helpers';
import { every, ROUTING_FLAGS, render, TSDB_FLAGS } from './receive-setup';

describe('ThanosReceive by default', () => {
  const { receive, manifests } = render();
  const rendered = manifests();
  const statefulSet = find(rendered, 'StatefulSet', 'thanos-receive');

  it('is one StatefulSet, router and ingestor in one', () => {
    assert.deepEqual(rendered.map(({ kind }) => kind).sort(), [
      'ConfigMap',
      'Service',
      'Service',
      'ServiceAccount',
      'StatefulSet',
    ]);
    assert.equal(receive.router, undefined);
    assert.deepEqual(receive.ingestors, []);
  });

  it('finds itself in the hashring, by the very string that stands there', () => {
    const endpoint = flag(statefulSet, 'receive.local-endpoint');
    assert.deepEqual(configFile(rendered, 'thanos-receive-hashrings', 'hashrings.json'), [
      {
        hashring: 'default',
        algorithm: 'ketama',
        endpoints: [{ address: String(endpoint).replace('$(POD_NAME)', 'thanos-receive-0') }],
      },
    ]);
    assert.equal(endpoint, '$(POD_NAME).thanos-receive-headless.thanos.svc.cluster.local:10901');
    assert.equal(field(statefulSet, 'spec.serviceName'), 'thanos-receive-headless');
  });

  it('never flushes its TSDBs for a changed ring, which Thanos does unless all of it is ketama', () => {
    assert.equal(flag(statefulSet, 'receive.hashrings-algorithm'), 'ketama');
    assert.equal(field(statefulSet, 'spec.template.metadata.annotations'), undefined);
  });

  it('is scraped through one of its Services', () => {
    const label = 'metadata.labels.prometheus\\.io/service-monitor';
    assert.equal(field(find(rendered, 'Service', 'thanos-receive-headless'), label), 'false');
    assert.equal(field(find(rendered, 'Service', 'thanos-receive'), label), undefined);
    assert.deepEqual(
      (field(find(rendered, 'Service', 'thanos-receive'), 'spec.ports') as { name: string }[]).map(({ name }) => name),
      ['remote-write', 'http', 'grpc'],
    );
  });

  it('tells others where to write, where to query, and whose the series are', () => {
    assert.equal(receive.url, 'http://thanos-receive.thanos.svc.cluster.local:19291/api/v1/receive');
    assert.equal(receive.route.service, 'thanos-receive');
    assert.deepEqual(receive.route.paths, [{ path: '/api/v1/receive', type: 'Exact' }]);
    assert.equal(receive.tenantHeader, 'THANOS-TENANT');
    assert.equal(receive.tenantLabelName, 'tenant_id');
    assert.equal(receive.outOfOrderWindow, undefined);
    assert.equal(receive.network.identity.name, 'thanos-receive');
    assert.deepEqual(
      receive.storeApis.map(({ storeApi }) => storeApi.address),
      ['dnssrv+_grpc._tcp.thanos-receive-headless.thanos.svc.cluster.local'],
    );
  });

  it('is asked by a querier that is handed it', () => {
    const { chart, receive: handed } = render();
    const query = new ThanosQuery(chart, 'query', { endpoints: handed.storeApis });
    assert.ok(query.replicaLabels.includes('receive_replica'));
    assert.equal(handed.network.rules().ingress.length, 2);
  });
});

describe('ThanosReceive all-in-one with every option', () => {
  const all: Required<Omit<AllInOneReceiveOptions, 'router' | 'hashrings' | 'zones'>> = {
    ...every,
    preStopSleepSeconds: 20,
  };
  const { receive, manifests } = render(all);
  const rendered = manifests();
  const statefulSet = find(rendered, 'StatefulSet', 'hub-receive');

  it('renders the flags of an ingestor and of a router, each once', () => {
    assert.deepEqual(args(statefulSet), [
      'receive',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      ...TSDB_FLAGS,
      '--receive.local-endpoint=$(POD_NAME).hub-receive-headless.thanos.svc.cluster.local:10901',
      ...ROUTING_FLAGS.filter((argument) => !argument.includes('default-tenant')),
      ...['secure', 'cert=tls.crt', 'key=tls.key', 'ca=ca.crt'].map((flag) =>
        `--remote-write.client-tls-${flag}`.replace('=', '=/etc/thanos/grpc-certificate/'),
      ),
      ...['cert=tls.crt', 'key=tls.key', 'client-ca=ca.crt'].map((flag) =>
        `--grpc-server-tls-${flag}`.replace('=', '=/etc/thanos/grpc-certificate/'),
      ),
      '--http-grace-period=1m',
    ]);
  });

  it('replicates between its pods, and lets a drain take one of them', () => {
    const rings = configFile(rendered, 'hub-receive-hashrings', 'hashrings.json');
    assert.deepEqual(field(rings, '0.endpoints.2'), {
      address: 'hub-receive-2.hub-receive-headless.thanos.svc.cluster.local:10901',
      capnproto_address: 'hub-receive-2.hub-receive-headless.thanos.svc.cluster.local:19391',
    });
    assert.deepEqual(find(rendered, 'PodDisruptionBudget', 'hub-receive')['spec'], {
      maxUnavailable: 1,
      selector: { matchLabels: receive.network.identity.selector },
    });
    const peers = receive.network
      .rules()
      .egress.flatMap(({ to, ports }) => (to ?? []).map((peer) => ({ peer, ports })));
    const self = peers.find(({ peer }) => peer.podSelector?.matchLabels?.['app.kubernetes.io/component'] === 'receive');
    assert.equal(self?.ports?.[0]?.port?.value, 19391);
  });

  it('rolls out with the pause that it is given', () => {
    assert.equal(field(statefulSet, 'spec.minReadySeconds'), 60);
  });

  it('says that samples may come late, for the compactor', () => {
    assert.equal(receive.outOfOrderWindow, '30m');
    assert.equal(receive.tenantHeader, 'X-Tenant');
    assert.equal(receive.tenantLabelName, 'team');
  });
});

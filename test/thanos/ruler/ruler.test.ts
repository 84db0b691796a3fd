import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { GrpcTls } from '../../../lib/thanos/grpc-tls';
import type { ThanosRulerProps } from '../../../lib/thanos/ruler/ruler';
import { Rules } from '../../../lib/thanos/ruler/rules';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, configFile, container, field, find, flag, flags, synth, testChart } from '../../helpers';
import { add, objstore, querier, render } from './ruler-setup';

describe('ThanosRuler by default', () => {
  const { manifests, ruler } = render();
  const statefulSet = find(manifests, 'StatefulSet', 'thanos-ruler');

  it('evaluates against the querier, tells its replicas apart, and hides that from Alertmanager', () => {
    assert.deepEqual(args(statefulSet), [
      'rule',
      '--log.level=info',
      '--log.format=logfmt',
      '--data-dir=/var/thanos/rule',
      '--label=rule_replica="$(POD_NAME)"',
      '--query=http://thanos-query.thanos.svc.cluster.local:10902',
      '--rule-file=/etc/thanos/rules/thanos-ruler-rules/*.yaml',
      '--alert.label-drop=rule_replica',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
    ]);
    assert.deepEqual(field(container(statefulSet), 'env'), [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ]);
  });

  it('keeps what it records in a claim of 10Gi, which outlives the StatefulSet', () => {
    assert.equal(field(statefulSet, 'spec.volumeClaimTemplates.0.spec.resources.requests.storage'), '10Gi');
    assert.deepEqual(field(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
  });

  it('is one pod, which bad rules do not block once they are mended', () => {
    assert.equal(field(statefulSet, 'spec.replicas'), 1);
    assert.equal(field(statefulSet, 'spec.podManagementPolicy'), 'Parallel');
    assert.equal(
      manifests.some(({ kind }) => kind === 'PodDisruptionBudget'),
      false,
    );
  });

  it('has a ConfigMap for rules before there are any, so that the first one restarts nothing', () => {
    assert.equal(find(manifests, 'ConfigMap', 'thanos-ruler-rules')['data'], undefined);
    const withRules = render({ rules: [Rules.groups([{ name: 'a', rules: [{ record: 'b', expr: '1' }] }])] });
    assert.deepEqual(find(withRules.manifests, 'StatefulSet', 'thanos-ruler'), statefulSet);
  });

  it('serves StoreAPI by a headless Service with a port named grpc', () => {
    assert.equal(ruler.storeApi.address, 'dnssrv+_grpc._tcp.thanos-ruler.thanos.svc.cluster.local');
    assert.deepEqual(ruler.storeApi.replicaLabels, ['rule_replica']);
    const service = find(manifests, 'Service', 'thanos-ruler');
    assert.equal(field(service, 'spec.clusterIP'), 'None');
    assert.equal(field(service, 'spec.ports.1.name'), 'grpc');
    assert.equal(field(statefulSet, 'spec.serviceName'), 'thanos-ruler');
  });
});

describe('ThanosRuler reloads its rules by a sidecar', () => {
  const { manifests } = render({
    rules: [Rules.existingConfigMap('team-a', { files: '*.rules' }), Rules.existingConfigMap('team.b')],
    routePrefix: 'rules/',
  });
  const statefulSet = find(manifests, 'StatefulSet', 'thanos-ruler');
  const sidecar = field(statefulSet, 'spec.template.spec.containers.1');

  it('that watches every directory of rules', () => {
    assert.deepEqual(field(sidecar, 'args'), [
      '--log-level=info',
      '--log-format=logfmt',
      '--reload-url=http://127.0.0.1:10902/rules/-/reload',
      '--watched-dir=/etc/thanos/rules/thanos-ruler-rules',
      '--watched-dir=/etc/thanos/rules/team-a',
      '--watched-dir=/etc/thanos/rules/team.b',
    ]);
    assert.deepEqual(flags(statefulSet, 'rule-file'), [
      '/etc/thanos/rules/thanos-ruler-rules/*.yaml',
      '/etc/thanos/rules/team-a/*.rules',
      '/etc/thanos/rules/team.b/*.yaml',
    ]);
  });

  it('that sees the directories as the ruler does', () => {
    const mounts = field(sidecar, 'volumeMounts') as unknown[];
    assert.deepEqual(mounts, [
      { name: 'rules-0', mountPath: '/etc/thanos/rules/thanos-ruler-rules', readOnly: true },
      { name: 'rules-1', mountPath: '/etc/thanos/rules/team-a', readOnly: true },
      { name: 'rules-2', mountPath: '/etc/thanos/rules/team.b', readOnly: true },
    ]);
    const volumes = field(statefulSet, 'spec.template.spec.volumes') as { name: string; configMap?: object }[];
    assert.deepEqual(volumes.find(({ name }) => name === 'rules-2')?.configMap, { name: 'team.b' });
    assert.deepEqual((container(statefulSet)['volumeMounts'] as unknown[]).slice(0, 3), mounts);
  });

  it('that logs as the ruler does', () => {
    const { manifests: chatty } = render({ logLevel: 'debug', logFormat: 'json' });
    const reloader = field(find(chatty, 'StatefulSet', 'thanos-ruler'), 'spec.template.spec.containers.1');
    assert.deepEqual((field(reloader, 'args') as string[]).slice(0, 2), ['--log-level=debug', '--log-format=json']);
  });

  it('that is restricted and small', () => {
    assert.equal(field(sidecar, 'image'), 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.0');
    assert.deepEqual(field(sidecar, 'resources'), { requests: { cpu: '10m', memory: '32Mi' } });
    assert.deepEqual(field(sidecar, 'securityContext'), {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('and needs no restart: the pod carries no hash of them', () => {
    assert.equal(field(statefulSet, 'spec.template.metadata.annotations'), undefined);
  });
});

describe('ThanosRuler with every option', () => {
  const all: Omit<Required<ThanosRulerProps>, 'query'> = {
    objstore,
    component: 'ruler-eu',
    grpcTls: GrpcTls.privateCa(),
    replicas: 2,
    rules: [Rules.groups([{ name: 'g', rules: [{ record: 'a', expr: '1' }] }])],
    alertmanagers: [
      {
        addresses: ['dnssrv+_web._tcp.alertmanager-operated.monitoring.svc', 'am.example.com:9443'],
        scheme: 'https',
        pathPrefix: '/am',
        timeout: '5s',
        apiVersion: 'v2',
        basicAuth: { username: 'thanos', passwordFile: '/certs/password' },
        tls: { caFile: '/certs/ca.crt', serverName: 'am' },
      },
    ],
    alertQueryUrl: 'https://query.example.com',
    alertLabelDrop: ['ruler_cluster'],
    externalLabels: { ruler_cluster: 'a"b' },
    evaluationInterval: '30s',
    queryOffset: '1m',
    concurrentEvaluations: 4,
    resendDelay: '2m',
    forOutageTolerance: '3h',
    forGracePeriod: '5m',
    routePrefix: '/rules',
    externalPrefix: '/outside',
    configReloader: {
      image: { repository: 'example.azurecr.io/reloader', tag: 'v1', digest: 'sha256:def' },
      resources: { limits: { memory: Size.mebibytes(64) } },
    },
    storage: Size.gibibytes(20),
    storageClass: 'managed-csi',
    retention: '24h',
    blockDuration: '1h',
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const { manifests } = render(all);
  const statefulSet = find(manifests, 'StatefulSet', 'hub-ruler-eu');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(statefulSet), [
      'rule',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--data-dir=/var/thanos/rule',
      '--label=ruler_cluster="a\\"b"',
      '--label=rule_replica="$(POD_NAME)"',
      '--query=http://thanos-query.thanos.svc.cluster.local:10902',
      '--rule-file=/etc/thanos/rules/hub-ruler-eu-rules/*.yaml',
      '--eval-interval=30s',
      '--rule-query-offset=1m',
      '--rule-concurrent-evaluation=4',
      '--alertmanagers.config-file=/etc/thanos/alertmanagers/alertmanagers.yaml',
      '--alert.query-url=https://query.example.com',
      '--alert.label-drop=rule_replica',
      '--alert.label-drop=ruler_cluster',
      '--resend-delay=2m',
      '--for-outage-tolerance=3h',
      '--for-grace-period=5m',
      '--web.route-prefix=/rules',
      '--web.external-prefix=/outside',
      '--grpc-server-tls-cert=/etc/thanos/grpc-certificate/tls.crt',
      '--grpc-server-tls-key=/etc/thanos/grpc-certificate/tls.key',
      '--grpc-server-tls-client-ca=/etc/thanos/grpc-certificate/ca.crt',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--tsdb.retention=24h',
      '--tsdb.block-duration=1h',
      '--http-grace-period=1m',
    ]);
  });

  it('sends alerts as its Alertmanagers ask', () => {
    assert.deepEqual(configFile(manifests, 'hub-ruler-eu-alertmanagers', 'alertmanagers.yaml'), {
      alertmanagers: [
        {
          static_configs: ['dnssrv+_web._tcp.alertmanager-operated.monitoring.svc', 'am.example.com:9443'],
          scheme: 'https',
          path_prefix: '/am',
          timeout: '5s',
          api_version: 'v2',
          http_config: {
            basic_auth: { username: 'thanos', password_file: '/certs/password' },
            tls_config: { ca_file: '/certs/ca.crt', server_name: 'am' },
          },
        },
      ],
    });
  });

  it('lets a drain take one of two pods', () => {
    assert.equal(field(statefulSet, 'spec.replicas'), 2);
    assert.equal(field(find(manifests, 'PodDisruptionBudget', 'hub-ruler-eu'), 'spec.maxUnavailable'), 1);
  });

  it('takes the sidecar from where it is told', () => {
    const sidecar = field(statefulSet, 'spec.template.spec.containers.1');
    assert.equal(field(sidecar, 'image'), 'example.azurecr.io/reloader:v1@sha256:def');
    assert.equal(field(sidecar, 'resources.limits.memory'), '64Mi');
  });

  it('may talk to its querier, its Alertmanagers, the bucket and the collector of traces', () => {
    const egress = field(find(manifests, 'NetworkPolicy', 'hub-ruler-eu'), 'spec.egress') as object[];
    const ports = egress.flatMap((rule) => (field(rule, 'ports') as { port: number }[]).map(({ port }) => port));
    assert.deepEqual([...new Set(ports)].sort(), [10902, 4317, 443, 53, 9093, 9443]);
  });
});

describe('ThanosRuler', () => {
  it('and its querier are wired both ways', () => {
    const chart = testChart();
    const query = querier(chart);
    query.addEndpoint(add(chart, { query, networkPolicy: true }));
    const manifests = synth(chart);
    assert.deepEqual(field(configFile(manifests, 'thanos-query-endpoints', 'endpoints.yaml'), 'endpoints.1'), {
      address: 'dnssrv+_grpc._tcp.thanos-ruler.thanos.svc.cluster.local',
    });
    const ingress = field(find(manifests, 'NetworkPolicy', 'thanos-ruler'), 'spec.ingress.0');
    assert.equal(field(ingress, 'from.0.podSelector.matchLabels.app\\.kubernetes\\.io/component'), 'query');
    assert.equal(field(ingress, 'ports.0.port'), 10901);
  });

  it('restarts when its Alertmanagers change, which Thanos reads once', () => {
    const { manifests } = render({ alertmanagers: [{ addresses: ['dns+am:9093'] }] });
    const statefulSet = find(manifests, 'StatefulSet', 'thanos-ruler');
    assert.match(
      String(field(statefulSet, 'spec.template.metadata.annotations.checksum/alertmanagers')),
      /^[0-9a-f]{16}$/,
    );
    assert.equal(flag(statefulSet, 'alertmanagers.config-file'), '/etc/thanos/alertmanagers/alertmanagers.yaml');
  });
});

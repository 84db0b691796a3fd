import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chart, Size, Testing } from 'cdk8s';
import { GrpcTls } from '../../../lib/thanos/grpc-tls';
import { writeQuorum } from '../../../lib/thanos/receive/hashring';
import { ThanosReceiveRouter, type ThanosReceiveRouterProps } from '../../../lib/thanos/receive/router';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, configFile, field, find, flag, synth, testChart } from '../../helpers';
import { ingestor, render } from './router-setup';

describe('ThanosReceiveRouter by default', () => {
  const { router, manifests } = render({}, { replicas: 2 });
  const rendered = manifests();
  const deployment = find(rendered, 'Deployment', 'thanos-receive-router');

  it('writes to the pods of its ingestors by their DNS names, divided by ketama', () => {
    assert.deepEqual(configFile(rendered, 'thanos-receive-router-hashrings', 'hashrings.json'), [
      {
        hashring: 'default',
        algorithm: 'ketama',
        endpoints: [
          { address: 'thanos-receive-ingestor-0.thanos-receive-ingestor.thanos.svc.cluster.local:10901' },
          { address: 'thanos-receive-ingestor-1.thanos-receive-ingestor.thanos.svc.cluster.local:10901' },
        ],
      },
    ]);
  });

  it('reads the hashrings again while it runs, and does not restart for them', () => {
    assert.equal(flag(deployment, 'receive.hashrings-file'), '/etc/thanos/hashrings/hashrings.json');
    assert.equal(flag(deployment, 'receive.hashrings-file-refresh-interval'), '15s');
    assert.equal(field(deployment, 'spec.template.metadata.annotations'), undefined);
    assert.equal(field(deployment, 'spec.template.spec.containers.0.volumeMounts.0.subPath'), undefined);
  });

  it('is a router alone: no local endpoint, no TSDB, no bucket, but the label without which Thanos exits', () => {
    assert.deepEqual(
      args(deployment).filter((argument) => /local-endpoint|tsdb|objstore/.test(argument)),
      [],
    );
    assert.equal(flag(deployment, 'label'), 'receive="router"');
  });

  it('offers remote write to the outside, and nothing else', () => {
    assert.deepEqual(router.route.paths, [{ path: '/api/v1/receive', type: 'Exact' }]);
    assert.equal(router.route.service, 'thanos-receive-router');
    assert.equal(router.route.port.number, 19291);
    assert.equal(router.route.maxBodySize?.toMebibytes(), 32);
    assert.equal(router.route.timeoutSeconds, 60);
    assert.equal(router.url, 'http://thanos-receive-router.thanos.svc.cluster.local:19291/api/v1/receive');
    assert.equal(router.tenantHeader, 'THANOS-TENANT');
  });

  it('lets a drain take one ingestor at a time', () => {
    const budget = find(rendered, 'PodDisruptionBudget', 'thanos-receive-router-hashring-default');
    assert.deepEqual(budget['spec'], {
      maxUnavailable: 1,
      selector: {
        matchLabels: { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/instance': 'thanos' },
        matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['receive-ingestor'] }],
      },
    });
  });

  it('renders no budget for a single ingestor', () => {
    assert.deepEqual(render().router.hashringBudgets, []);
  });
});

describe('ThanosReceiveRouter with every option', () => {
  const chart = testChart();
  const zones = ['westeurope-1', 'westeurope-2', 'westeurope-3'].map((zone) =>
    ingestor(chart, `receive-ingestor-${zone}`, { zone, replicas: { from: 1, to: 2 }, minReadySeconds: 120 }),
  );
  const all: Required<ThanosReceiveRouterProps> = {
    hashrings: [
      {
        name: 'team-a',
        tenants: ['team-a-*'],
        tenantMatcher: 'glob',
        algorithm: 'hashmod',
        ingestors: [ingestor(chart, 'receive-ingestor-team-a', { replicas: 3, minReadySeconds: 120 })],
      },
      { name: 'default', ingestors: zones },
    ],
    component: 'receive-front',
    grpcTls: GrpcTls.privateCa(),
    replicas: { autoscaling: { minReplicas: 2, maxReplicas: 5 } },
    replicationFactor: 3,
    replicationProtocol: 'capnproto',
    forwardTimeout: '40s',
    forwardAsyncWorkers: 10,
    tenancy: { header: 'X-Tenant', defaultTenant: 'nobody', splitLabelName: 'team' },
    relabel: [{ action: 'labeldrop', regex: 'pod_template_hash' }],
    limits: {
      global: {
        maxConcurrency: 30,
        metaMonitoring: {
          url: 'https://query.example.com',
          limitQuery: 'sum(prometheus_tsdb_head_series) by (tenant)',
          httpClient: {
            basicAuth: { username: 'thanos', passwordFile: '/certs/password' },
            bearerTokenFile: '/certs/token',
            proxyUrl: 'http://proxy:3128',
            tls: { caFile: '/certs/ca.crt' },
          },
        },
      },
      default: { request: { sizeBytesLimit: Size.mebibytes(1), seriesLimit: 100, samplesLimit: 200 } },
      tenants: { 'team-a-1': { headSeriesLimit: 1000 }, 'team-b': { request: { seriesLimit: 0 } } },
    },
    preStopSleepSeconds: 20,
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const router = new ThanosReceiveRouter(chart, 'router', all);
  const rendered = synth(chart);
  const deployment = find(rendered, 'Deployment', 'hub-receive-front');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(deployment), [
      'receive',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--label=receive="router"',
      '--receive.hashrings-file=/etc/thanos/hashrings/hashrings.json',
      '--receive.hashrings-file-refresh-interval=15s',
      '--receive.hashrings-algorithm=ketama',
      '--receive.replication-factor=3',
      '--receive.replication-protocol=capnproto',
      '--receive-forward-timeout=40s',
      '--receive.forward.async-workers=10',
      '--receive.tenant-header=X-Tenant',
      '--receive.default-tenant-id=nobody',
      '--receive.split-tenant-label-name=team',
      '--receive.relabel-config-file=/etc/thanos/relabel/relabel.yaml',
      '--receive.limits-config-file=/etc/thanos/limits/limits.yaml',
      '--grpc-server-tls-cert=/etc/thanos/grpc-certificate/tls.crt',
      '--grpc-server-tls-key=/etc/thanos/grpc-certificate/tls.key',
      '--grpc-server-tls-client-ca=/etc/thanos/grpc-certificate/ca.crt',
      '--remote-write.client-tls-secure',
      '--remote-write.client-tls-cert=/etc/thanos/grpc-certificate/tls.crt',
      '--remote-write.client-tls-key=/etc/thanos/grpc-certificate/tls.key',
      '--remote-write.client-tls-ca=/etc/thanos/grpc-certificate/ca.crt',
      '--http-grace-period=1m',
    ]);
  });

  it('renders the hashrings with their tenants, zones and protocol, and only pods that are members', () => {
    const pod = (name: string) => `${name}-0.${name}.thanos.svc.cluster.local`;
    const endpoints = ['westeurope-1', 'westeurope-2', 'westeurope-3'].map((zone) => ({
      address: `${pod(`thanos-receive-ingestor-${zone}`)}:10901`,
      capnproto_address: `${pod(`thanos-receive-ingestor-${zone}`)}:19391`,
      az: zone,
    }));
    const [team, rest] = configFile(rendered, 'hub-receive-front-hashrings', 'hashrings.json') as {
      endpoints: object[];
    }[];
    assert.equal(team?.endpoints.length, 3);
    assert.deepEqual(
      { ...team, endpoints: [] },
      {
        hashring: 'team-a',
        tenants: ['team-a-*'],
        tenant_matcher_type: 'glob',
        algorithm: 'hashmod',
        endpoints: [],
      },
    );
    assert.deepEqual(rest, { hashring: 'default', algorithm: 'ketama', endpoints });
  });

  it('renders the limits as Thanos parses them', () => {
    assert.deepEqual(configFile(rendered, 'hub-receive-front-limits', 'limits.yaml'), {
      write: {
        global: {
          max_concurrency: 30,
          meta_monitoring_url: 'https://query.example.com',
          meta_monitoring_limit_query: 'sum(prometheus_tsdb_head_series) by (tenant)',
          meta_monitoring_http_client: {
            basic_auth: { username: 'thanos', password_file: '/certs/password' },
            bearer_token_file: '/certs/token',
            proxy_url: 'http://proxy:3128',
            tls_config: { ca_file: '/certs/ca.crt' },
            transport_config: {
              idle_conn_timeout: 90_000_000_000,
              tls_handshake_timeout: 10_000_000_000,
              expect_continue_timeout: 10_000_000_000,
              dialer_timeout: 5_000_000_000,
            },
          },
        },
        default: { request: { size_bytes_limit: 1_048_576, series_limit: 100, samples_limit: 200 } },
        tenants: { 'team-a-1': { head_series_limit: 1000 }, 'team-b': { request: { series_limit: 0 } } },
      },
    });
  });

  it('gives each hashring one budget for all of its StatefulSets, as large as the quorum allows', () => {
    const budget = find(rendered, 'PodDisruptionBudget', 'hub-receive-front-hashring-default');
    assert.equal(field(budget, 'spec.maxUnavailable'), 1);
    assert.deepEqual(
      field(budget, 'spec.selector.matchExpressions.0.values'),
      zones.map(({ identity }) => identity.selector['app.kubernetes.io/component']),
    );
    assert.deepEqual(
      router.hashringBudgets.map(({ name }) => name),
      ['hub-receive-front-hashring-team-a', 'hub-receive-front-hashring-default'],
    );
  });

  it('is scaled by the load', () => {
    assert.equal(field(deployment, 'spec.replicas'), undefined);
    assert.equal(
      field(find(rendered, 'HorizontalPodAutoscaler', 'hub-receive-front'), 'spec.scaleTargetRef.kind'),
      'Deployment',
    );
  });

  it('may connect to the capnproto port of its ingestors and to meta-monitoring, and ingestors let it in', () => {
    const ports = (rules: { ports?: { port?: { value: unknown } }[] }[]) =>
      rules.flatMap((rule) => (rule.ports ?? []).map(({ port }) => port?.value));
    assert.deepEqual(new Set(ports(router.network.rules().egress)), new Set([19391, 443, 4317, 53]));
    assert.deepEqual(ports(zones[0]?.network.rules().ingress ?? []), [19391]);
  });

  it('waits longer at the door than for its ingestors', () => {
    assert.equal(router.route.timeoutSeconds, 80);
  });
});

describe('ThanosReceiveRouter', () => {
  it('needs as many acknowledgements as Thanos does, and lets drains take the others', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 7].map(writeQuorum), [1, 1, 2, 3, 3, 4]);
    const budget = (replicationFactor: number) =>
      field(
        render({ replicationFactor }, { replicas: 7, minReadySeconds: 1 })
          .manifests()
          .find(({ kind }) => kind === 'PodDisruptionBudget'),
        'spec.maxUnavailable',
      );
    assert.deepEqual([1, 2, 3, 4, 5, 7].map(budget), [1, 1, 1, 1, 2, 3]);
  });

  it('reads limits again without a restart, but for the global part, which Thanos reads once', () => {
    const checksum = (limits: ThanosReceiveRouterProps['limits']) =>
      field(
        find(render({ limits }).manifests(), 'Deployment', 'thanos-receive-router'),
        'spec.template.metadata.annotations.checksum/limits',
      );
    const global = { maxConcurrency: 30 };
    assert.equal(checksum({ default: { request: { seriesLimit: 1 } } }), undefined);
    assert.match(String(checksum({ global })), /^[0-9a-f]{16}$/);
    assert.equal(checksum({ global, default: { request: { seriesLimit: 1 } } }), checksum({ global }));
    assert.notEqual(checksum({ global: { maxConcurrency: 31 } }), checksum({ global }));
  });

  it('grows a ring in steps: pods that are no members yet are not written to', () => {
    const { manifests } = render({}, { replicas: { from: 1, to: 3 } });
    const rings = configFile(manifests(), 'thanos-receive-router-hashrings', 'hashrings.json');
    assert.equal((field(rings, '0.endpoints') as object[]).length, 1);
  });

  it('makes no second budget for ingestors that another router has one for', () => {
    const chart = testChart();
    const ingestors = [ingestor(chart, 'receive-ingestor', { replicas: 2 })];
    const hashrings = [{ name: 'default', ingestors }];
    new ThanosReceiveRouter(chart, 'outside', { hashrings });
    const inside = new ThanosReceiveRouter(chart, 'inside', { hashrings, component: 'receive-router-inside' });
    assert.deepEqual(inside.hashringBudgets, []);
  });

  it('puts the budget where the ingestors are', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'ingestors', { namespace: 'metrics', disableResourceNameHashes: true });
    const ingestors = [ingestor(chart, 'receive-ingestor', { replicas: 2 })];
    const front = new Chart(app, 'front', { namespace: 'front', disableResourceNameHashes: true });
    const router = new ThanosReceiveRouter(front, 'router', { hashrings: [{ name: 'default', ingestors }] });
    assert.equal(router.hashringBudgets[0]?.metadata.namespace, 'metrics');
    assert.match(
      JSON.stringify(configFile(synth(front), 'thanos-receive-router-hashrings', 'hashrings.json')),
      /thanos-receive-ingestor\.metrics\.svc/,
    );
  });
});

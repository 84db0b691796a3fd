import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chart, Size, Testing } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { writeQuorum } from '../../../lib/thanos/receive/hashring';
import { ThanosReceiveIngestor } from '../../../lib/thanos/receive/ingestor';
import type { ThanosReceiveIngestorOptions } from '../../../lib/thanos/receive/ingestor-options';
import type { MetaMonitoring } from '../../../lib/thanos/receive/limits';
import { ThanosReceiveRouter, type ThanosReceiveRouterProps } from '../../../lib/thanos/receive/router';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import { args, assertProblem, configFile, field, find, flag, synth, testChart } from '../../helpers';

const objstore = ObjectStore.existingSecret({ name: 'objstore' });

function ingestor(chart: Chart, component = 'receive-ingestor', options: ThanosReceiveIngestorOptions = {}) {
  return new ThanosReceiveIngestor(chart, component, { objstore, component, ...options });
}

function render(
  props: Partial<ThanosReceiveRouterProps> = {},
  options: ThanosReceiveIngestorOptions = {},
  chart: Chart = testChart(),
) {
  const ingestors = [ingestor(chart, 'receive-ingestor', options)];
  const router = new ThanosReceiveRouter(chart, 'router', { hashrings: [{ name: 'default', ingestors }], ...props });
  return { chart, router, manifests: () => synth(chart) };
}

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
    ingestor(chart, `receive-ingestor-${zone}`, { zone, replicas: 2, ringReplicas: 1, minReadySeconds: 120 }),
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
    const { manifests } = render({}, { replicas: 3, ringReplicas: 1 });
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

describe('ThanosReceiveRouter refuses', () => {
  const mistakes: [string, Partial<ThanosReceiveRouterProps>, ThanosReceiveIngestorOptions, RegExp][] = [
    ['no hashring', { hashrings: [] }, {}, /hashrings is empty/],
    ['an empty hashring', { hashrings: [{ name: 'a', ingestors: [] }] }, {}, /"a" has 0 pods/],
    ['more replicas than pods', { replicationFactor: 3 }, { replicas: 2, minReadySeconds: 1 }, /2 pods.* is 3.*start/],
    [
      'more replicas than members',
      { replicationFactor: 2 },
      { replicas: 2, ringReplicas: 1, minReadySeconds: 1 },
      /1 pods/,
    ],
    ['a replication factor of 0', { replicationFactor: 0 }, {}, /replicationFactor is 0/],
    ['a fraction of it', { replicationFactor: 2.5 }, {}, /replicationFactor is 2.5/],
    ['rollouts that take a quorum', { replicationFactor: 3 }, { replicas: 3 }, /rolls out without a pause.*minReadyS/],
    ['no worker', { forwardAsyncWorkers: 0 }, {}, /forwardAsyncWorkers is 0/],
    ['a timeout that Thanos cannot read', { forwardTimeout: '1m1h' }, {}, /"1m1h" \(for --receive-forward-timeout/],
    ['an impossible header', { tenancy: { header: 'X Tenant' } }, {}, /tenancy.header "X Tenant"/],
    ['an impossible split label', { tenancy: { splitLabelName: 'a.b' } }, {}, /splitLabelName "a.b"/],
    ['impossible relabelling', { relabel: [{ action: 'replace', targetLabel: '' }] }, {}, /relabel\[0\]/],
    [
      'a negative limit',
      { limits: { default: { request: { seriesLimit: -1 } } } },
      {},
      /default.request.seriesLimit is -1/,
    ],
    ['a fraction of requests', { limits: { global: { maxConcurrency: 0.5 } } }, {}, /maxConcurrency is 0.5/],
    [
      'an unenforced limit',
      { limits: { tenants: { a: { headSeriesLimit: 5 } } } },
      {},
      /tenants\["a"\].headSeriesLimit.*metaM/,
    ],
    ['half a URL', { limits: { global: { metaMonitoring: { url: 'thanos:10902' } } } }, {}, /"thanos:10902" is no URL/],
    ['a password in a URL', { limits: { global: { metaMonitoring: { url: 'http://a:b@c' } } } }, {}, /passwordFile/],
    ['a half-replica ingestor, once', {}, { replicas: 0.5 }, /replicas is 0.5/],
  ];
  for (const [mistake, props, options, message] of mistakes) {
    it(mistake, () => assertProblem(render(props, options).chart, message));
  }

  it('never repeats a password', () => {
    const { chart } = render({ limits: { global: { metaMonitoring: { url: 'http://a:secret@c' } } } });
    assert.doesNotMatch(
      chart.node
        .findAll()
        .flatMap((node) => node.node.validate())
        .join(),
      /secret/,
    );
  });

  type Rings = (chart: Chart) => ThanosReceiveRouterProps['hashrings'];
  const rings: [string, Rings, RegExp, number?][] = [
    [
      'a catch-all that hides others',
      (chart) => [
        { name: 'all', ingestors: [ingestor(chart, 'a')] },
        { name: 'team-a', tenants: ['a'], ingestors: [ingestor(chart, 'b')] },
      ],
      /"all" has no tenants.*"team-a" after it/,
    ],
    [
      'two catch-alls',
      (chart) => [
        { name: 'all', ingestors: [ingestor(chart, 'a')] },
        { name: 'rest', ingestors: [ingestor(chart, 'b')] },
      ],
      /"all" has no tenants.*"rest" after it/,
    ],
    [
      'a tenant of two hashrings',
      (chart) => [
        { name: 'one', tenants: ['a', 'b'], ingestors: [ingestor(chart, 'a')] },
        { name: 'two', tenants: ['b'], ingestors: [ingestor(chart, 'b')] },
      ],
      /Tenant "b" is in two/,
    ],
    [
      'no tenants, which means all of them',
      (chart) => [{ name: 'one', tenants: [], ingestors: [ingestor(chart, 'a')] }],
      /empty list of tenants, which Thanos reads as: every tenant/,
    ],
    [
      'a tenant without a name',
      (chart) => [{ name: 'one', tenants: [''], ingestors: [ingestor(chart, 'a')] }],
      /a tenant without a name/,
    ],
    [
      'a pattern as a name',
      (chart) => [{ name: 'one', tenants: ['team-*'], ingestors: [ingestor(chart, 'a')] }],
      /"team-\*".*tenantMatcher: 'glob'/,
    ],
    [
      'two hashrings of one name',
      (chart) => [
        { name: 'one', tenants: ['a'], ingestors: [ingestor(chart, 'a', { replicas: 2 })] },
        { name: 'one', ingestors: [ingestor(chart, 'b', { replicas: 2 })] },
      ],
      /Two hashrings are called "one"/,
    ],
    [
      'a name that objects cannot have',
      (chart) => [{ name: 'Team A', ingestors: [ingestor(chart, 'a')] }],
      /hashring name "Team A"/,
    ],
    [
      'an ingestor twice in one hashring',
      (chart) => {
        const twice = ingestor(chart, 'a');
        return [{ name: 'one', ingestors: [twice, twice] }];
      },
      /Ingestor thanos-a is in hashrings twice/,
    ],
    [
      'an ingestor in two hashrings',
      (chart) => {
        const shared = ingestor(chart, 'a');
        return [
          { name: 'one', tenants: ['a'], ingestors: [shared] },
          { name: 'two', ingestors: [shared] },
        ];
      },
      /Ingestor thanos-a is in hashrings twice/,
    ],
    [
      'zones that hashmod does not know',
      (chart) => [{ name: 'one', algorithm: 'hashmod', ingestors: [ingestor(chart, 'a', { zone: 'z1' })] }],
      /zone z1, and hashmod does not know zones/,
    ],
    [
      'too few members for hashmod',
      (chart) => [{ name: 'one', algorithm: 'hashmod', ingestors: [ingestor(chart, 'a')] }],
      /1 pods, and replicationFactor is 4: Thanos would refuse every write/,
      4,
    ],
    [
      'zones so uneven that Thanos hangs',
      (chart) => [
        {
          name: 'one',
          ingestors: [
            ingestor(chart, 'a', { zone: 'z1' }),
            ingestor(chart, 'b', { zone: 'z2', replicas: 3, minReadySeconds: 1 }),
          ],
        },
      ],
      /1 in z1, 3 in z2.*hangs/,
      4,
    ],
    [
      'ingestors of two stacks in one hashring',
      (chart) => [{ name: 'one', ingestors: [ingestor(chart, 'a'), ingestor(chart, 'b', { stack: 'other' })] }],
      /stack thanos in namespace thanos and of stack other/,
    ],
  ];
  for (const [mistake, hashrings, message, replicationFactor] of rings) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosReceiveRouter(chart, 'router', { hashrings: hashrings(chart), replicationFactor });
      assertProblem(chart, message);
    });
  }

  it('no zones that Thanos copes with', () => {
    const chart = testChart();
    const ingestors = [1, 2, 5].map((replicas) =>
      ingestor(chart, `z${replicas}`, { zone: `z${replicas}`, replicas, minReadySeconds: 1 }),
    );
    const empty = ingestor(chart, 'z0', { zone: 'z0', ringReplicas: 0 });
    new ThanosReceiveRouter(chart, 'router', {
      hashrings: [{ name: 'default', ingestors: [...ingestors, empty] }],
      replicationFactor: 5,
    });
    assert.doesNotThrow(() => synth(chart));
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(chart: Chart): void {
  const hashrings = [{ name: 'default', ingestors: [ingestor(chart)] }];
  // @ts-expect-error a router has to write somewhere
  new ThanosReceiveRouter(chart, 'a', {});
  // @ts-expect-error a router has no TSDB, and uploads nothing
  new ThanosReceiveRouter(chart, 'b', { hashrings, objstore });
  // @ts-expect-error members are ingestors, never addresses
  new ThanosReceiveRouter(chart, 'c', { hashrings: [{ name: 'default', ingestors: ['receive-0:10901'] }] });
  // @ts-expect-error the protocol is one of two
  new ThanosReceiveRouter(chart, 'd', { hashrings, replicationProtocol: 'grpc' });
  const url = 'http://query:10902';
  // @ts-expect-error a password is in a file
  const httpClient: MetaMonitoring['httpClient'] = { basicAuth: { username: 'thanos', password: 'secret' } };
  new ThanosReceiveRouter(chart, 'e', { hashrings, limits: { global: { metaMonitoring: { url, httpClient } } } });
}

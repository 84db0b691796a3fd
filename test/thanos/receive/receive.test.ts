import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { ObjectStore } from '../../../lib/objstore/factories';
import { ThanosQuery } from '../../../lib/thanos/query';
import { ThanosReceive } from '../../../lib/thanos/receive/receive';
import type {
  AllInOneReceiveOptions,
  ReceiveOptions,
  SplitReceiveOptions,
  ThanosReceiveOptions,
} from '../../../lib/thanos/receive/receive-options';
import { everyRequestLoggingOption, everyThanosOption } from '../../every-option';
import {
  args,
  assertProblem,
  configFile,
  container,
  field,
  find,
  flag,
  type Manifest,
  synth,
  testChart,
} from '../../helpers';

const objstore = ObjectStore.existingSecret({ name: 'objstore' });

function render(options: ThanosReceiveOptions = {}) {
  const chart = testChart();
  const receive = new ThanosReceive(chart, 'receive', { objstore, ...options });
  return { chart, receive, manifests: () => synth(chart) };
}

const names = (manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);

const every: Required<ReceiveOptions> = {
  replicas: 3,
  ringReplicas: 3,
  storage: Size.gibibytes(100),
  storageClass: 'managed-csi',
  retention: '90d',
  retentionSize: Size.gibibytes(80),
  outOfOrderWindow: '30m',
  tooFarInFutureWindow: '10m',
  maxExemplars: 1000,
  walCompression: true,
  uploadConcurrency: 4,
  hashFunc: 'SHA256',
  storeLimits: { series: 10, samples: 20 },
  externalLabels: { receive_cluster: 'hub' },
  replicaLabel: 'replica',
  tenancy: { header: 'X-Tenant', labelName: 'team', defaultTenant: 'nobody', splitLabelName: 'split' },
  terminationGracePeriodSeconds: 1800,
  startupTimeout: '1h',
  minReadySeconds: 60,
  replicationFactor: 3,
  replicationProtocol: 'capnproto',
  forwardTimeout: '40s',
  forwardAsyncWorkers: 10,
  relabel: [{ action: 'labeldrop', regex: 'pod_template_hash' }],
  limits: { default: { request: { seriesLimit: 100 } } },
  component: 'receive',
  ...everyThanosOption,
  ...everyRequestLoggingOption,
};

const TSDB_FLAGS = [
  '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
  '--tsdb.path=/var/thanos/receive',
  '--tsdb.retention=90d',
  '--tsdb.max-retention-bytes=80GiB',
  '--tsdb.out-of-order.time-window=30m',
  '--tsdb.too-far-in-future.time-window=10m',
  '--tsdb.max-exemplars=1000',
  '--tsdb.wal-compression',
  '--shipper.upload-concurrency=4',
  '--hash-func=SHA256',
  '--store.limits.request-series=10',
  '--store.limits.request-samples=20',
  '--label=receive_cluster="hub"',
  '--label=replica="$(POD_NAME)"',
  '--receive.tenant-label-name=team',
  '--receive.default-tenant-id=nobody',
];

const ROUTING_FLAGS = [
  '--receive.hashrings-file=/etc/thanos/hashrings/hashrings.json',
  '--receive.hashrings-file-refresh-interval=15s',
  '--receive.hashrings-algorithm=ketama',
  '--receive.replication-factor=3',
  '--receive.replication-protocol=capnproto',
  '--receive-forward-timeout=40s',
  '--receive.forward.async-workers=10',
  '--receive.tenant-header=X-Tenant',
  '--receive.default-tenant-id=nobody',
  '--receive.split-tenant-label-name=split',
  '--receive.relabel-config-file=/etc/thanos/relabel/relabel.yaml',
  '--receive.limits-config-file=/etc/thanos/limits/limits.yaml',
];

/** The arguments of one workload that begin like these. */
const like = (workload: Manifest, expected: readonly string[]) => {
  const prefixes = expected.map((argument) => argument.replace(/=.*/, ''));
  return args(workload).filter((argument) => prefixes.includes(argument.replace(/=.*/, '')));
};

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
  const all: Required<Omit<AllInOneReceiveOptions, 'router' | 'hashrings' | 'zones'>> = every;
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

describe('ThanosReceive, split', () => {
  const { receive, manifests } = render({ router: {} });
  const rendered = manifests();

  it('is a Deployment of routers and a StatefulSet of ingestors', () => {
    assert.deepEqual(names(rendered, 'Deployment'), ['thanos-receive-router']);
    assert.deepEqual(names(rendered, 'StatefulSet'), ['thanos-receive-ingestor']);
    assert.equal(receive.allInOne, undefined);
  });

  it('takes writes at the routers, and queries at the ingestors', () => {
    assert.equal(receive.url, 'http://thanos-receive-router.thanos.svc.cluster.local:19291/api/v1/receive');
    assert.equal(receive.route.service, 'thanos-receive-router');
    assert.equal(receive.network, receive.router?.network);
    assert.deepEqual(
      receive.storeApis.map(({ storeApi }) => storeApi.address),
      ['dnssrv+_grpc._tcp.thanos-receive-ingestor.thanos.svc.cluster.local'],
    );
  });

  it('keeps the name of the ingestors of hashring `default` when others come', () => {
    const { manifests: more } = render({
      router: {},
      hashrings: [{ name: 'team-a', tenants: ['a'], ingestors: { retention: '5d' } }, { name: 'default' }],
    });
    const grown = more();
    assert.deepEqual(names(grown, 'StatefulSet'), ['thanos-receive-ingestor-team-a', 'thanos-receive-ingestor']);
    assert.equal(flag(find(grown, 'StatefulSet', 'thanos-receive-ingestor-team-a'), 'tsdb.retention'), '5d');
    assert.equal(flag(find(grown, 'StatefulSet', 'thanos-receive-ingestor'), 'tsdb.retention'), undefined);
  });

  it('pauses rollouts of ingestors where they replicate', () => {
    const pause = (replicationFactor: number) =>
      field(
        find(
          render({ router: {}, replicas: 3, replicationFactor }).manifests(),
          'StatefulSet',
          'thanos-receive-ingestor',
        ),
        'spec.minReadySeconds',
      );
    assert.deepEqual([1, 2, 3].map(pause), [undefined, 120, 120]);
  });

  it('says how late samples may come at most', () => {
    const hashrings = [
      { name: 'a', tenants: ['a'], ingestors: { outOfOrderWindow: '2h' } as const },
      { name: 'default', ingestors: { outOfOrderWindow: '30m' } as const },
    ];
    assert.equal(render({ router: {}, hashrings }).receive.outOfOrderWindow, '2h');
    assert.equal(render({ outOfOrderWindow: '0s' }).receive.outOfOrderWindow, undefined);
  });
});

describe('ThanosReceive, split with every option', () => {
  const all: Required<SplitReceiveOptions> = {
    ...every,
    component: 'write',
    replicas: 1,
    ringReplicas: 1,
    router: {
      replicas: 2,
      ...everyThanosOption,
      ...everyRequestLoggingOption,
      logLevel: 'warn',
    },
    hashrings: [{ name: 'team-a', tenants: ['a-*'], tenantMatcher: 'glob', algorithm: 'ketama' }, { name: 'default' }],
    zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'],
  };
  const { receive, manifests } = render(all);
  const rendered = manifests();
  const router = find(rendered, 'Deployment', 'hub-write-router');
  const ingestor = find(rendered, 'StatefulSet', 'hub-write-ingestor-westeurope-1');

  it('is a StatefulSet for each hashring and zone', () => {
    assert.deepEqual(names(rendered, 'StatefulSet'), [
      'hub-write-ingestor-team-a-westeurope-1',
      'hub-write-ingestor-team-a-westeurope-2',
      'hub-write-ingestor-team-a-westeurope-3',
      'hub-write-ingestor-westeurope-1',
      'hub-write-ingestor-westeurope-2',
      'hub-write-ingestor-westeurope-3',
    ]);
    assert.equal(receive.storeApis.length, 6);
  });

  it('gives the ingestors the flags of a TSDB, and the routers those of routing', () => {
    assert.deepEqual(like(ingestor, TSDB_FLAGS), TSDB_FLAGS);
    assert.deepEqual(like(router, ROUTING_FLAGS), ROUTING_FLAGS);
    assert.deepEqual(like(ingestor, ROUTING_FLAGS), ['--receive.default-tenant-id=nobody']);
    assert.equal(flag(router, 'tsdb.path'), undefined);
  });

  it('tells the ring which zone each pod is in, and runs the pod there', () => {
    const rings = configFile(rendered, 'hub-write-router-hashrings', 'hashrings.json');
    assert.deepEqual(
      (field(rings, '1.endpoints') as { az: string }[]).map(({ az }) => az),
      all.zones,
    );
    const zone = 'spec.template.spec.nodeSelector.topology\\.kubernetes\\.io/zone';
    assert.equal(field(ingestor, zone), 'westeurope-1');
  });

  it('keeps drains in all zones together from taking a quorum', () => {
    const budgets = rendered.filter(({ kind }) => kind === 'PodDisruptionBudget');
    assert.deepEqual(
      budgets.map(({ metadata }) => metadata.name),
      ['hub-write-router-hashring-team-a', 'hub-write-router-hashring-default', 'hub-write-router'],
    );
    const selected = budgets.flatMap((budget) => [
      ...((field(budget, 'spec.selector.matchExpressions.0.values') ?? []) as string[]),
    ]);
    assert.equal(new Set(selected).size, selected.length, 'no pod has two budgets');
  });

  it('lets routers differ', () => {
    assert.equal(flag(router, 'log.level'), 'warn');
    assert.equal(flag(ingestor, 'log.level'), 'debug');
    assert.equal(field(router, 'spec.replicas'), 2);
  });
});

describe('ThanosReceive, split', () => {
  it('runs the routers as the installation runs, and only the ingestors where those have to be', () => {
    const { manifests } = render({ ...every, component: undefined, router: {} });
    const router = find(manifests(), 'Deployment', 'hub-receive-router');
    assert.equal(container(router)['image'], 'example.azurecr.io/thanos:v0.42.4@sha256:abc');
    assert.equal(flag(router, 'log.format'), 'json');
    assert.equal(flag(router, 'tracing.config-file'), '/etc/thanos/tracing/tracing.yaml');
    assert.equal(field(router, 'metadata.labels.team'), 'a');
    assert.deepEqual(field(router, 'spec.template.spec.nodeSelector'), { 'kubernetes.io/os': 'linux' });
    find(manifests(), 'ServiceMonitor', 'hub-receive-router');
    find(manifests(), 'NetworkPolicy', 'hub-receive-router');
  });
});

describe('ThanosReceive refuses', () => {
  const mistakes: [string, ThanosReceiveOptions, RegExp][] = [
    ['more replicas of a series than pods', { replicationFactor: 3 }, /1 pods, and replicationFactor is 3/],
    ['the same, split', { router: {}, replicas: 2, replicationFactor: 3 }, /2 pods, and replicationFactor is 3/],
    ['zero pods, and says so once', { replicas: 0 }, /replicas is 0/],
    [
      'a pause of none where it replicates',
      { replicas: 3, replicationFactor: 3, minReadySeconds: 0 },
      /without a pause/,
    ],
    ['an impossible tenant, once', { tenancy: { defaultTenant: '' } }, /defaultTenant "" cannot be/],
    ['an impossible header, split', { router: {}, tenancy: { header: '' } }, /tenancy.header ""/],
    ['an unreadable retention', { retention: '1h1d' }, /"1h1d" \(for --tsdb.retention\)/],
    ['no hashring', { router: {}, hashrings: [] }, /hashrings is empty/],
    [
      'a hashring twice',
      { router: {}, hashrings: [{ name: 'a', tenants: ['a'] }, { name: 'a' }] },
      /hashrings has "a" twice/,
    ],
    ['a zone twice', { router: {}, zones: ['z1', 'z1'] }, /zones has "z1" twice/],
    ['no zone', { router: {}, zones: [] }, /zones is empty/],
    [
      'a zone that no object can be called by',
      { router: {}, zones: ['Zone_1'] },
      /"thanos-receive-ingestor-Zone_1" is no/,
    ],
    [
      'zones that hashmod does not know',
      { router: {}, zones: ['z1'], hashrings: [{ name: 'default', algorithm: 'hashmod' }] },
      /hashmod does not know zones/,
    ],
  ];
  for (const [mistake, options, message] of mistakes) {
    it(mistake, () => assertProblem(render(options).chart, message));
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error blocks have to go somewhere
  new ThanosReceive(chart, 'a', {});
  // @ts-expect-error tenants of their own need routers
  new ThanosReceive(chart, 'b', { objstore, hashrings: [{ name: 'team-a', tenants: ['a'] }] });
  // @ts-expect-error one StatefulSet cannot be in three zones
  new ThanosReceive(chart, 'c', { objstore, zones: ['z1', 'z2', 'z3'] });
  // @ts-expect-error the zones of ingestors are `zones`
  new ThanosReceive(chart, 'd', { objstore, router: {}, zone: 'z1' });
  // @ts-expect-error ingestors are never autoscaled
  new ThanosReceive(chart, 'e', { objstore, replicas: { autoscaling: {} } });
  // @ts-expect-error how series are routed holds for both shapes, and stands beside `router`
  new ThanosReceive(chart, 'f', { objstore, router: { replicationFactor: 3 } });
  new ThanosReceive(chart, 'g', { objstore, router: { replicas: { autoscaling: {} } } });
}

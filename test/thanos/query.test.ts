import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Exposure } from '../../lib/exposure/exposure';
import { GrpcTls } from '../../lib/thanos/grpc-tls';
import { ThanosQuery, type ThanosQueryProps } from '../../lib/thanos/query';
import { StoreApi } from '../../lib/thanos/store-api';
import { everyRequestLoggingOption, everyThanosOption } from '../every-option';
import {
  args,
  assertProblem,
  assertWarning,
  configFile,
  container,
  field,
  find,
  flag,
  flags,
  synth,
  testChart,
} from '../helpers';

const endpoints = [StoreApi.at('dns+sidecar.example.com:10901', { replicaLabels: ['prometheus_replica', 'replica'] })];

function render(props: Partial<ThanosQueryProps> = {}) {
  const chart = testChart();
  const query = new ThanosQuery(chart, 'query', { endpoints, ...props });
  return { chart, query, manifests: synth(chart) };
}

describe('ThanosQuery by default', () => {
  const { manifests, query } = render();
  const deployment = find(manifests, 'Deployment', 'thanos-query');

  it('selects its pods by application, instance and component, and by nothing that ever changes', () => {
    const selector = {
      'app.kubernetes.io/name': 'thanos',
      'app.kubernetes.io/instance': 'thanos',
      'app.kubernetes.io/component': 'query',
    };
    assert.deepEqual(field(deployment, 'spec.selector.matchLabels'), selector);
    assert.deepEqual(field(find(manifests, 'Service', 'thanos-query'), 'spec.selector'), selector);
  });

  it('runs one pod, as the restricted Pod Security Standard asks', () => {
    assert.equal(field(deployment, 'spec.replicas'), 1);
    assert.equal(field(deployment, 'spec.template.spec.automountServiceAccountToken'), false);
    assert.deepEqual(field(container(deployment), 'securityContext'), {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('reads its endpoints from a file that Thanos reads again, so that a new endpoint restarts nothing', () => {
    assert.deepEqual(configFile(manifests, 'thanos-query-endpoints', 'endpoints.yaml'), {
      endpoints: [{ address: 'dns+sidecar.example.com:10901' }],
    });
    assert.equal(flag(deployment, 'endpoint.sd-config-file'), '/etc/thanos/endpoints/endpoints.yaml');
    assert.equal(field(deployment, 'spec.template.metadata.annotations'), undefined);
  });

  it('deduplicates by the replica labels of its endpoints, of the operator and of rulers', () => {
    assert.deepEqual(flags(deployment, 'query.replica-label'), ['prometheus_replica', 'replica', 'rule_replica']);
  });

  it('is reached where its Service is', () => {
    assert.equal(query.url, 'http://thanos-query.thanos.svc.cluster.local:10902');
    assert.equal(query.storeApi.address, 'dns+thanos-query.thanos.svc.cluster.local:10901');
  });

  it('renders no budget for a single pod', () => {
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), [
      'ConfigMap',
      'Deployment',
      'Service',
      'ServiceAccount',
    ]);
  });
});

describe('ThanosQuery with every option', () => {
  const all: Required<ThanosQueryProps> = {
    endpoints: [StoreApi.at('10.0.0.1:10901', { strict: true, tls: { serverName: 'thanos', minVersion: '1.3' } })],
    component: 'query-global',
    clientTlsSecretName: 'client',
    grpcTls: GrpcTls.privateCa(),
    storeApiExposure: Exposure.azureInternalLoadBalancer({
      domain: 'example.com',
      tlsSecretName: 'grpc',
      clientCaSecretName: 'clients',
    }),
    replicas: { autoscaling: { minReplicas: 2, maxReplicas: 5, cpuUtilization: 70, memoryUtilization: null } },
    replicaLabels: ['replica'],
    deduplication: 'chain',
    engine: 'thanos',
    mode: 'distributed',
    partitionLabels: ['cluster'],
    autoDownsampling: false,
    partialResponse: false,
    timeout: '5m',
    maxConcurrent: 40,
    maxConcurrentSelect: 8,
    lookbackDelta: '10m',
    storeResponseTimeout: '10s',
    dnsInterval: '15s',
    storeLimits: { series: 1000, samples: 2000 },
    tenancy: { enforce: true, header: 'X-Tenant', defaultTenant: 'nobody', labelName: 'tenant' },
    externalUrl: 'https://query.example.com',
    routePrefix: '/thanos',
    externalPrefix: '/external',
    preStopSleepSeconds: 20,
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const { manifests } = render(all);
  const deployment = find(manifests, 'Deployment', 'hub-query-global');

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(deployment), [
      'query',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--endpoint.sd-config-file=/etc/thanos/endpoints/endpoints.yaml',
      '--endpoint.sd-config-reload-interval=30s',
      '--store.sd-dns-interval=15s',
      '--store.response-timeout=10s',
      '--store.limits.request-series=1000',
      '--store.limits.request-samples=2000',
      '--query.replica-label=replica',
      '--deduplication.func=chain',
      '--query.promql-engine=thanos',
      '--query.mode=distributed',
      '--query.partition-label=cluster',
      '--no-query.auto-downsampling',
      '--no-query.partial-response',
      '--query.timeout=5m',
      '--query.max-concurrent=40',
      '--query.max-concurrent-select=8',
      '--query.lookback-delta=10m',
      '--query.tenant-header=X-Tenant',
      '--query.default-tenant-id=nobody',
      '--query.tenant-label-name=tenant',
      '--query.enforce-tenancy',
      '--alert.query-url=https://query.example.com',
      '--web.route-prefix=/thanos',
      '--web.external-prefix=/external',
      '--grpc-server-tls-cert=/etc/thanos/grpc-tls/tls.crt',
      '--grpc-server-tls-key=/etc/thanos/grpc-tls/tls.key',
      '--grpc-server-tls-client-ca=/etc/thanos/grpc-client-ca/ca.crt',
      '--http-grace-period=1m',
    ]);
  });

  it('leaves the number of pods to the autoscaler, and lets a drain take one at a time', () => {
    assert.equal(field(deployment, 'spec.replicas'), undefined);
    const autoscaler = find(manifests, 'HorizontalPodAutoscaler', 'hub-query-global');
    assert.equal(field(autoscaler, 'spec.minReplicas'), 2);
    assert.deepEqual(field(autoscaler, 'spec.metrics'), [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
    ]);
    assert.equal(field(find(manifests, 'PodDisruptionBudget', 'hub-query-global'), 'spec.maxUnavailable'), 1);
  });

  it('connects to a TLS endpoint by its own client configuration', () => {
    const { endpoints } = configFile(manifests, 'hub-query-global-endpoints', 'endpoints.yaml') as {
      endpoints: object;
    };
    assert.deepEqual(
      { endpoints },
      {
        endpoints: [
          {
            address: '10.0.0.1:10901',
            strict: true,
            client_config: { tls_config: { enabled: true, min_version: '1.3' }, server_name: 'thanos' },
          },
        ],
      },
    );
  });
});

describe('ThanosQuery.addEndpoint', () => {
  const late = (replicaLabels: string[]) => StoreApi.at('dns+ruler.example.com:10901', { replicaLabels });

  it('adds an endpoint that could not exist before the querier, for example a ruler that queries it', () => {
    const chart = testChart();
    const query = new ThanosQuery(chart, 'query', { endpoints });
    query.addEndpoint(late(['rule_replica']));
    assert.deepEqual(configFile(synth(chart), 'thanos-query-endpoints', 'endpoints.yaml'), {
      endpoints: [{ address: 'dns+sidecar.example.com:10901' }, { address: 'dns+ruler.example.com:10901' }],
    });
  });

  it('refuses replicas that the querier would not deduplicate', () => {
    const chart = testChart();
    new ThanosQuery(chart, 'query', { endpoints }).addEndpoint(late(['pod']));
    assertProblem(chart, /replica label pod.*replicaLabels: \["prometheus_replica","replica","rule_replica","pod"\]/);
  });

  it('warns of the same endpoint twice', () => {
    const chart = testChart();
    new ThanosQuery(chart, 'query', { endpoints: [...endpoints, ...endpoints] });
    assertWarning(chart, /"dns\+sidecar.example.com:10901" twice/);
  });

  it('warns of the same endpoint again', () => {
    const chart = testChart();
    new ThanosQuery(chart, 'query', { endpoints }).addEndpoint(endpoints[0] ?? late([]));
    assertWarning(chart, /"dns\+sidecar.example.com:10901" twice/);
  });
});

describe('ThanosQuery refuses', () => {
  const mistakes: [string, Partial<ThanosQueryProps>, RegExp][] = [
    ['no endpoint', { endpoints: [] }, /endpoints is empty/],
    ['a URL', { endpoints: [StoreApi.at('http://sidecar:10901')] }, /has a scheme or a path.*dns\+thanos/],
    ['an address without port', { endpoints: [StoreApi.at('dns+sidecar')] }, /has no port.*dns\+sidecar:10901/],
    ['strict names', { endpoints: [StoreApi.at('dns+a:1', { strict: true })] }, /strict.*leave strict out/],
    ['a fraction of an hour', { timeout: '1.5h' }, /"1.5h" \(for --query.timeout\).*1h30m/],
    ['a negative duration', { lookbackDelta: '-5m' }, /"-5m" \(for --query.lookback-delta\)/],
    ['zero replicas', { replicas: 0 }, /replicas is 0/],
    ['a flag given twice', { extraArguments: ['--query.timeout=9m'] }, /--query.timeout is rendered already/],
    ['an argument that is no flag', { extraArguments: ['query.timeout'] }, /"query.timeout", which is no flag/],
    ['an impossible name', { component: 'Query_1' }, /"thanos-Query_1" is no name/],
    [
      'a label that selectors need',
      { labels: { 'app.kubernetes.io/name': 'x' } },
      /labels sets app.kubernetes.io\/name/,
    ],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosQuery(chart, 'query', { endpoints, ...props });
      assertProblem(chart, message);
    });
  }

  it('an autoscaler whose range is upside down', () => {
    const chart = testChart();
    new ThanosQuery(chart, 'query', { endpoints, replicas: { autoscaling: { minReplicas: 5, maxReplicas: 2 } } });
    assertProblem(chart, /from 5 to 2 replicas/);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error endpoints are required
  new ThanosQuery(chart, 'a', {});
  // @ts-expect-error a duration has a unit
  new ThanosQuery(chart, 'b', { endpoints, timeout: '120' });
  // @ts-expect-error the engine is one of two
  new ThanosQuery(chart, 'c', { endpoints, engine: 'promql' });
  // @ts-expect-error unknown options are mistakes
  new ThanosQuery(chart, 'd', { endpoints, replicaCount: 2 });
}

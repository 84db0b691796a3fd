import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { ResponseCache } from '../../lib/thanos/cache/response-cache';
import type {
  DownstreamTripper,
  DynamicSplit,
  LabelRequestOptions,
  QueryRangeOptions,
  ThanosQueryFrontendOptions,
} from '../../lib/thanos/query-frontend-options';
import { everyRequestLoggingOption, everyThanosOption } from '../every-option';
import { args, configFile, container, field, find, flag, flags } from '../helpers';
import { build, render } from './query-frontend-setup';

describe('ThanosQueryFrontend by default', () => {
  const { manifests, deployment, frontend } = render();

  it('asks the querier it was handed', () => {
    assert.equal(
      flag(deployment, 'query-frontend.downstream-url'),
      'http://thanos-query.thanos.svc.cluster.local:10902',
    );
  });

  it('is reached where its Service is', () => {
    assert.equal(frontend.url, 'http://thanos-query-frontend.thanos.svc.cluster.local:10902');
    const service = find(manifests, 'Service', 'thanos-query-frontend');
    assert.deepEqual(field(service, 'spec.ports'), [
      { name: 'http', port: 10902, targetPort: 'http', protocol: 'TCP' },
    ]);
    assert.deepEqual(field(service, 'spec.selector'), field(deployment, 'spec.selector.matchLabels'));
  });

  it('cuts queries into days, and keeps a modest number of answers in its memory', () => {
    assert.equal(flag(deployment, 'query-range.split-interval'), '24h');
    assert.equal(flag(deployment, 'labels.split-interval'), '24h');
    assert.deepEqual(configFile(manifests, 'thanos-query-frontend-query-range-cache', 'query-range-cache.yaml'), {
      type: 'IN-MEMORY',
      config: { max_size: '64MiB' },
    });
    assert.deepEqual(configFile(manifests, 'thanos-query-frontend-labels-cache', 'labels-cache.yaml'), {
      type: 'IN-MEMORY',
      config: { max_size: '16MiB' },
    });
    assert.equal(flag(deployment, 'cache-compression-type'), 'snappy');
  });

  it('keeps a hundred idle connections to the querier', () => {
    assert.deepEqual(configFile(manifests, 'thanos-query-frontend-downstream-tripper', 'downstream-tripper.yaml'), {
      max_idle_conns_per_host: 100,
    });
  });

  it('fits an autoscaler over memory, full caches included', () => {
    const request = field(container(deployment), 'resources.requests.memory');
    assert.equal(request, '384Mi');
    assert.doesNotThrow(() => render({ replicas: { autoscaling: {} } }));
  });
});

describe('ThanosQueryFrontend.route', () => {
  const { frontend } = build();
  const matches = (path: string) =>
    frontend.route.paths.some(
      (route) => path === route.path || (route.type === 'Prefix' && path.startsWith(`${route.path}/`)),
    );

  for (const path of [
    '/',
    '/graph',
    '/stores',
    '/api/v1/query',
    '/api/v1/query_range',
    '/api/v1/label/job/values',
    '/api/v1/status/buildinfo',
    '/static/js/main.js',
    '/favicon.ico',
  ]) {
    it(`offers ${path}`, () => assert.ok(matches(path)));
  }

  for (const path of ['/-/healthy', '/-/ready', '/-/reload', '/metrics', '/debug/pprof/heap', '/debug/fgprof']) {
    it(`does not offer ${path}`, () => assert.ok(!matches(path)));
  }

  it('names the Service, and waits longer than the querier does', () => {
    assert.equal(frontend.route.service, 'thanos-query-frontend');
    assert.equal(frontend.route.port.number, 10902);
    assert.equal(frontend.route.timeoutSeconds, 150);
    assert.equal(build({}, { timeout: '5m' }).frontend.route.timeoutSeconds, 330);
    assert.equal(frontend.route.maxBodySize?.toMebibytes(), 10);
  });
});

describe('ThanosQueryFrontend repeats what its querier', () => {
  it('has as its route prefix: in its paths and its address, and not in the downstream address', () => {
    for (const queryProps of [{ routePrefix: '/thanos/' }, { externalPrefix: 'thanos' }]) {
      const { frontend, deployment } = render({}, queryProps);
      assert.equal(
        flag(deployment, 'query-frontend.downstream-url'),
        'http://thanos-query.thanos.svc.cluster.local:10902',
      );
      assert.equal(frontend.url, 'http://thanos-query-frontend.thanos.svc.cluster.local:10902/thanos');
      assert.deepEqual(frontend.route.paths.slice(0, 3), [
        { path: '/thanos/api/v1', type: 'Prefix' },
        { path: '/thanos', type: 'Exact' },
        { path: '/thanos/graph', type: 'Exact' },
      ]);
      assert.ok(frontend.route.paths.every(({ path }) => path.startsWith('/thanos')));
    }
  });

  it('answers when an endpoint fails, since a frontend sends its own choice along', () => {
    const { deployment } = render({}, { partialResponse: false });
    assert.equal(flag(deployment, 'no-query-range.partial-response'), true);
    assert.equal(flag(deployment, 'no-labels.partial-response'), true);
    assert.equal(flag(render().deployment, 'query-range.partial-response'), true);
  });

  it('offers only requests in which the querier keeps tenants apart, where it does', () => {
    const { frontend } = render({}, { tenancy: { enforce: true }, routePrefix: '/thanos' });
    assert.deepEqual(
      frontend.route.paths.map(({ path, type }) => `${type} ${path}`),
      [
        'Exact /thanos/api/v1/query',
        'Exact /thanos/api/v1/query_explain',
        'Exact /thanos/api/v1/query_range',
        'Exact /thanos/api/v1/query_range_explain',
        'Exact /thanos/api/v1/series',
        'Exact /thanos/api/v1/labels',
        'Prefix /thanos/api/v1/label',
        'Exact /thanos/api/v1/status/buildinfo',
      ],
    );
  });

  it('takes as tenant header', () => {
    const { deployment } = render({}, { tenancy: { header: 'X-Tenant', enforce: true } });
    assert.equal(flag(deployment, 'query-frontend.tenant-header'), 'X-Tenant');
    assert.equal(flag(render().deployment, 'query-frontend.tenant-header'), undefined);
  });
});

describe('ThanosQueryFrontend with every option', () => {
  const split: Required<DynamicSplit> = { minInterval: '6h', maxInterval: '48h', horizontalShards: 4 };
  const queryRange: Required<QueryRangeOptions> = {
    splitInterval: split,
    cache: ResponseCache.redis({ addresses: ['redis:6379'], passwordSecret: { name: 'redis', key: 'password' } }),
    cacheMaxFreshness: '2m',
    maxRetries: 3,
    maxQueryLength: '720h',
    maxQueryParallelism: 20,
    alignRangeWithStep: false,
    requestDownsampled: false,
    partialResponse: false,
  };
  const labelRequests: Required<LabelRequestOptions> = {
    splitInterval: '12h',
    cache: ResponseCache.memcached({ addresses: ['memcached:11211'] }),
    cacheMaxFreshness: '3m',
    maxRetries: 2,
    maxQueryParallelism: 7,
    defaultTimeRange: '48h',
    partialResponse: true,
  };
  const downstreamTripper: Required<DownstreamTripper> = {
    maxIdleConnsPerHost: 200,
    maxIdleConns: 300,
    maxConnsPerHost: 400,
    idleConnTimeout: '1m',
    responseHeaderTimeout: '5m',
  };
  const all: Required<ThanosQueryFrontendOptions> = {
    component: 'query-frontend-global',
    replicas: { autoscaling: { minReplicas: 2, maxReplicas: 5 } },
    queryRange,
    labelRequests,
    instantQueryMaxRetries: 4,
    cacheCompression: 'none',
    compressResponses: false,
    verticalShards: 3,
    slowQueryLog: { longerThan: '10s', userHeader: 'X-Grafana-User' },
    forceQueryStats: true,
    forwardHeaders: ['X-Grafana-User', 'X-Dashboard'],
    downstreamTripper,
    tenancy: { header: 'X-Tenant', defaultTenant: 'nobody' },
    preStopSleepSeconds: 20,
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const { manifests, deployment } = render(all, { stack: 'hub' });

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(deployment), [
      'query-frontend',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--query-frontend.downstream-url=http://hub-query.thanos.svc.cluster.local:10902',
      '--query-frontend.downstream-tripper-config-file=/etc/thanos/downstream-tripper/downstream-tripper.yaml',
      '--query-range.split-interval=0s',
      '--query-range.min-split-interval=6h',
      '--query-range.max-split-interval=48h',
      '--query-range.horizontal-shards=4',
      '--query-range.response-cache-config-file=/etc/thanos/query-range-cache/query-range-cache.yaml',
      '--query-range.response-cache-max-freshness=2m',
      '--query-range.max-retries-per-request=3',
      '--query-range.max-query-length=720h',
      '--query-range.max-query-parallelism=20',
      '--no-query-range.align-range-with-step',
      '--no-query-range.request-downsampled',
      '--no-query-range.partial-response',
      '--labels.split-interval=12h',
      '--labels.response-cache-config-file=/etc/thanos/labels-cache/labels-cache.yaml',
      '--labels.response-cache-max-freshness=3m',
      '--labels.max-retries-per-request=2',
      '--labels.max-query-parallelism=7',
      '--labels.default-time-range=48h',
      '--labels.partial-response',
      '--query.max-retries-per-request=4',
      '--no-query-frontend.compress-responses',
      '--query-frontend.vertical-shards=3',
      '--query-frontend.log-queries-longer-than=10s',
      '--query-frontend.slow-query-logs-user-header=X-Grafana-User',
      '--query-frontend.force-query-stats',
      '--query-frontend.forward-header=X-Grafana-User',
      '--query-frontend.forward-header=X-Dashboard',
      '--query-frontend.tenant-header=X-Tenant',
      '--query-frontend.default-tenant-id=nobody',
      '--http-grace-period=1m',
    ]);
  });

  it('writes the connection limits as Thanos parses them', () => {
    assert.deepEqual(configFile(manifests, 'hub-query-frontend-global-downstream-tripper', 'downstream-tripper.yaml'), {
      max_idle_conns_per_host: 200,
      max_idle_conns: 300,
      max_conns_per_host: 400,
      idle_conn_timeout: '1m',
      response_header_timeout: '5m',
    });
  });

  it('gives the pod the password of its cache by reference, and the file its name', () => {
    assert.deepEqual((field(container(deployment), 'env') as unknown[])[0], {
      name: 'QUERY_RANGE_CACHE_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } },
    });
    assert.deepEqual(
      field(
        configFile(manifests, 'hub-query-frontend-global-query-range-cache', 'query-range-cache.yaml'),
        'config.password',
      ),
      '$(QUERY_RANGE_CACHE_PASSWORD)',
    );
  });

  it('restarts pods when a cache changes', () => {
    const annotations = (cache: ResponseCache) =>
      field(render({ queryRange: { cache } }).deployment, 'spec.template.metadata.annotations') as Record<
        string,
        string
      >;
    assert.notEqual(
      annotations(ResponseCache.inMemory())['checksum/query-range-cache'],
      annotations(ResponseCache.inMemory({ maxSize: Size.mebibytes(32) }))['checksum/query-range-cache'],
    );
  });

  it('opens exactly the wired connections: from Prometheus, to the querier, to the caches and to the collector', () => {
    const policy = find(manifests, 'NetworkPolicy', 'hub-query-frontend-global');
    const ports = (direction: string) =>
      (field(policy, `spec.${direction}`) as { ports: { port: number }[] }[]).flatMap((rule) =>
        rule.ports.map(({ port }) => port),
      );
    assert.deepEqual(ports('ingress'), [10902]);
    assert.deepEqual(new Set(ports('egress')), new Set([53, 10902, 6379, 11211, 4317]));
    const peers = field(find(manifests, 'NetworkPolicy', 'hub-query-frontend-global'), 'spec.egress') as unknown[];
    assert.ok(JSON.stringify(peers).includes('"app.kubernetes.io/component":"query"'));
  });

  it('leaves the number of pods to the autoscaler, and lets a drain take one at a time', () => {
    assert.equal(field(deployment, 'spec.replicas'), undefined);
    find(manifests, 'HorizontalPodAutoscaler', 'hub-query-frontend-global');
    assert.equal(field(find(manifests, 'PodDisruptionBudget', 'hub-query-frontend-global'), 'spec.maxUnavailable'), 1);
  });
});

describe('ThanosQueryFrontend', () => {
  it('keeps no answers where it is told so, and may then leave queries whole', () => {
    const { manifests, deployment } = render({
      queryRange: { cache: null, splitInterval: '0s' },
      labelRequests: { cache: null, splitInterval: '0s' },
    });
    assert.equal(flag(deployment, 'query-range.response-cache-config-file'), undefined);
    assert.equal(flag(deployment, 'labels.response-cache-config-file'), undefined);
    assert.deepEqual(
      manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name),
      ['thanos-query-endpoints', 'thanos-query-frontend-downstream-tripper'],
    );
  });

  it('names who asks by headers of the time before tenants', () => {
    const { deployment } = render({ tenancy: { orgIdHeaders: ['X-Org', 'X-User'] } });
    assert.deepEqual(flags(deployment, 'query-frontend.org-id-header'), ['X-Org', 'X-User']);
    assert.equal(flag(deployment, 'query-frontend.tenant-header'), undefined);
  });

  it('takes a further forwarded header as an extra argument', () => {
    const extraArguments = ['--query-frontend.forward-header=X-More'];
    const { deployment } = render({ forwardHeaders: ['X-One'], extraArguments });
    assert.deepEqual(flags(deployment, 'query-frontend.forward-header'), ['X-One', 'X-More']);
  });
});

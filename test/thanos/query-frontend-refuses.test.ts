import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { IndexCache } from '../../lib/thanos/cache/index-cache';
import { ResponseCache } from '../../lib/thanos/cache/response-cache';
import { ThanosQuery, type ThanosQueryProps } from '../../lib/thanos/query';
import { ThanosQueryFrontend, type ThanosQueryFrontendProps } from '../../lib/thanos/query-frontend';
import { assertProblem, assertWarning, testChart } from '../helpers';
import { build, render } from './query-frontend-setup';

describe('ThanosQueryFrontend refuses', () => {
  const autoscaling = { replicas: { autoscaling: {} } };
  const cache = ResponseCache.inMemory({ maxSize: Size.mebibytes(512) });
  const mistakes: [string, Partial<ThanosQueryFrontendProps>, RegExp, Partial<ThanosQueryProps>?][] = [
    ['answers kept of whole queries', { queryRange: { splitInterval: '0s' } }, /queryRange.splitInterval is "0s"/],
    [
      'label answers kept of whole requests',
      { labelRequests: { splitInterval: '0h' } },
      /labelRequests.splitInterval is/,
    ],
    ['no range for labels', { labelRequests: { defaultTimeRange: '0s' } }, /labelRequests.defaultTimeRange is "0s"/],
    [
      'a dynamic split into nothing',
      { queryRange: { splitInterval: { minInterval: '1h', maxInterval: '0s', horizontalShards: 2 } } },
      /splitInterval.maxInterval is "0s"/,
    ],
    [
      'a dynamic split into half a part',
      { queryRange: { splitInterval: { minInterval: '1h', maxInterval: '2h', horizontalShards: 0.5 } } },
      /horizontalShards is 0.5/,
    ],
    ['negative retries', { instantQueryMaxRetries: -1 }, /instantQueryMaxRetries is -1/],
    ['no parallelism', { queryRange: { maxQueryParallelism: 0 } }, /queryRange.maxQueryParallelism is 0/],
    ['one vertical shard', { verticalShards: 1 }, /verticalShards is 1: it takes whole numbers of 2 or more/],
    ['a fractional duration', { slowQueryLog: { longerThan: '1.5s' } }, /"1.5s".*log-queries-longer-than/],
    [
      'caches beyond the memory limit',
      {
        queryRange: { cache },
        resources: { requests: { memory: Size.mebibytes(256) }, limits: { memory: Size.mebibytes(256) } },
      },
      /hold up to 528MiB, and the pod may use 256MiB/,
    ],
    [
      'a mistake in a cache, with the name of the cache',
      { labelRequests: { cache: ResponseCache.memcached({ addresses: [] }) } },
      /^THANOS-561: labels-cache: addresses is empty/,
    ],
    [
      'headers of its own for who asks, where tenants are kept apart',
      { tenancy: { orgIdHeaders: ['X-User'] } },
      /one tenant could be answered with what was kept for another/,
      { tenancy: { enforce: true } },
    ],
    [
      'headers of its own beside a tenant header',
      { tenancy: { orgIdHeaders: ['X-User'] } },
      /excludes the tenant header.*"X-Tenant"/,
      { tenancy: { header: 'X-Tenant' } },
    ],
    [
      'a querier whose default tenant it would never ask for',
      {},
      /as "nobody", but a frontend names "default-tenant"/,
      { tenancy: { enforce: true, defaultTenant: 'nobody' } },
    ],
  ];
  for (const [mistake, props, message, queryProps] of mistakes) {
    it(mistake, () => assertProblem(build(props, queryProps).chart, message));
  }

  it('no caches that an autoscaler would take for load, and warns of them', () => {
    assertWarning(
      build({ ...autoscaling, queryRange: { cache } }).chart,
      /hold up to 528MiB.*60 % of the memory request \(384MiB\).*go to 10 pods.*memoryUtilization: null/,
    );
  });

  it('nothing when more memory is asked for, or memory is not measured', () => {
    render({ ...autoscaling, queryRange: { cache }, resources: { requests: { memory: Size.gibibytes(2) } } });
    render({ replicas: { autoscaling: { memoryUtilization: null } }, queryRange: { cache } });
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  const { query } = { query: new ThanosQuery(chart, 'query', { endpoints: [] }) };
  // @ts-expect-error the querier is a construct, so that its address is never typed by hand
  new ThanosQueryFrontend(chart, 'a', { query: 'http://thanos-query:10902' });
  // @ts-expect-error the index cache is a store gateway's
  new ThanosQueryFrontend(chart, 'b', { query, queryRange: { cache: IndexCache.inMemory() } });
  // @ts-expect-error Thanos refuses both
  new ThanosQueryFrontend(chart, 'c', { query, tenancy: { header: 'X-Tenant', orgIdHeaders: ['X-Org'] } });
  // @ts-expect-error this flag has no days
  new ThanosQueryFrontend(chart, 'd', { query, queryRange: { splitInterval: '1d' } });
  // @ts-expect-error a dynamic split needs all three
  new ThanosQueryFrontend(chart, 'e', { query, queryRange: { splitInterval: { minInterval: '1h' } } });
}

import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { CachingBucket } from '../../lib/thanos/cache/caching-bucket';
import { ResponseCache } from '../../lib/thanos/cache/response-cache';
import { ThanosStoreGateway, type ThanosStoreGatewayProps } from '../../lib/thanos/store-gateway';
import { assertProblem, testChart } from '../helpers';
import { objstore } from './store-gateway-setup';

describe('ThanosStoreGateway refuses', () => {
  const mistakes: [string, Partial<ThanosStoreGatewayProps>, RegExp][] = [
    ['no pod', { replicas: 0 }, /replicas is 0/],
    ['times in the wrong order', { minTime: '-1d', maxTime: '-1w' }, /minTime "-1d" is not before/],
    ['a time in the future', { maxTime: '2h' }, /maxTime "2h" is in the future.*Write '-2h'/],
    [
      'a mistake in the steps',
      { selector: [{ action: 'keep', sourceLabels: [], regex: 'a' }] },
      /selector\[0\] \(keep\)/,
    ],
    [
      'a claim and a limit of the disk of the node',
      { storage: Size.gibibytes(1), scratchSizeLimit: Size.gibibytes(1) },
      /exclude each other/,
    ],
    ['a class of no claim', { storageClass: 'premium' }, /storageClass is premium, but there is no storage/],
    [
      'a limit of samples that Thanos takes for none',
      { limits: { samples: 100 } },
      /limits.samples is 100.*divides it by 120/,
    ],
    ['half a series', { limits: { series: 0.5 } }, /limits.series is 0.5/],
    ['no concurrency', { blockSyncConcurrency: 0 }, /blockSyncConcurrency is 0/],
    ['less than no request', { seriesMaxConcurrency: -1 }, /seriesMaxConcurrency is -1/],
    [
      'an index cache beyond the memory limit',
      { resources: { requests: { memory: Size.mebibytes(200) }, limits: { memory: Size.mebibytes(200) } } },
      /hold up to 250MiB, and the pod may use 200MiB/,
    ],
    [
      'a mistake in a cache, with the name of the cache',
      { cachingBucket: CachingBucket.memcached({ addresses: ['memcached'] }) },
      /^THANOS-513: caching-bucket: The address "memcached" has no port/,
    ],
    ['a fractional interval', { syncInterval: '0.5h' }, /"0.5h" \(for --sync-block-duration\)/],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(mistake, () => {
      const chart = testChart();
      new ThanosStoreGateway(chart, 'store-gateway', { objstore, ...props });
      assertProblem(chart, message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): void {
  const chart = testChart();
  // @ts-expect-error the bucket is required
  new ThanosStoreGateway(chart, 'a', {});
  // @ts-expect-error a store gateway is no Deployment, and has no autoscaler
  new ThanosStoreGateway(chart, 'b', { objstore, replicas: { autoscaling: {} } });
  // @ts-expect-error the response cache is a query frontend's
  new ThanosStoreGateway(chart, 'c', { objstore, indexCache: ResponseCache.inMemory() });
  // @ts-expect-error the two caches are not parsed alike
  new ThanosStoreGateway(chart, 'd', { objstore, indexCache: CachingBucket.inMemory() });
  // @ts-expect-error Thanos takes keep, drop and hashmod when it selects blocks
  new ThanosStoreGateway(chart, 'e', { objstore, selector: [{ action: 'labeldrop', regex: 'a' }] });
}

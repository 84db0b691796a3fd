import { Size } from 'cdk8s';
import { CachingBucket, IndexCache, ResponseCache } from '../../../lib';
import type { CACHE_RULES } from '../../../lib/validation/catalogue/caches';
import type { RuleCases } from '../attempt';
import { sharedCacheCases } from './shared-caches';
import { thanos } from './stack';

const gibibyte = Size.gibibytes(1);

const autoscaled = (maxSize: Size) => ({
  replicas: { autoscaling: {} },
  resources: { requests: { memory: gibibyte } },
  queryRange: { cache: ResponseCache.inMemory({ maxSize }) },
  labelRequests: { cache: null },
});

export const cacheCases: RuleCases<keyof typeof CACHE_RULES> = {
  'THANOS-561': [
    {
      trips: thanos({ storeGateway: { indexCache: IndexCache.memcached({ addresses: [] }) } }),
      passes: thanos({
        storeGateway: { indexCache: IndexCache.memcached({ addresses: ['memcached.cache.svc:11211'] }) },
      }),
    },
  ],
  'THANOS-562': [
    {
      trips: thanos({
        storeGateway: {
          indexCache: IndexCache.inMemory({ maxSize: Size.mebibytes(200), maxItemSize: Size.mebibytes(201) }),
        },
      }),
      passes: thanos({
        storeGateway: {
          indexCache: IndexCache.inMemory({ maxSize: Size.mebibytes(200), maxItemSize: Size.mebibytes(200) }),
        },
      }),
    },
  ],
  'THANOS-563': [
    {
      trips: thanos({
        storeGateway: {
          indexCache: IndexCache.inMemory({ maxSize: gibibyte }),
          resources: { limits: { memory: gibibyte } },
        },
      }),
      passes: thanos({
        storeGateway: {
          indexCache: IndexCache.inMemory({ maxSize: gibibyte }),
          resources: { limits: { memory: Size.gibibytes(2) } },
        },
      }),
    },
  ],
  'THANOS-564': [
    {
      trips: thanos({ queryFrontend: autoscaled(Size.mebibytes(615)) }),
      passes: thanos({ queryFrontend: autoscaled(Size.mebibytes(614)) }),
    },
  ],
  'THANOS-565': [
    {
      trips: thanos({ storeGateway: { syncInterval: '1m', cachingBucket: CachingBucket.inMemory() } }),
      passes: thanos({
        storeGateway: { syncInterval: '1m', cachingBucket: CachingBucket.inMemory({ blocksIterTtl: '1m' }) },
      }),
    },
    {
      trips: thanos({ storeGateway: { cachingBucket: CachingBucket.inMemory({ blocksIterTtl: '16m' }) } }),
      passes: thanos({ storeGateway: { cachingBucket: CachingBucket.inMemory({ blocksIterTtl: '15m' }) } }),
    },
  ],
  ...sharedCacheCases,
};

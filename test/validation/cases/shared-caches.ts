import {
  CachingBucket,
  type ClusterThanosProps,
  type Fleet,
  type IObjectStore,
  ResponseCache,
  ThanosStoreGateway,
} from '../../../lib';
import type { RuleCases } from '../attempt';
import { objstore, otherObjstore } from './setup';
import { BUCKET, thanosYaml } from './thanos-yaml';

const OTHER_BUCKET = BUCKET.replace('bucket: blocks', 'bucket: others');
const EXTERNAL = 'cache.example.com:11211';
const INSIDE = 'memcached.cache.svc:11211';

/** Two isolated stacks: in one cluster, or in a cluster each. */
const stacks = (where: 'one' | 'two', options: Partial<ClusterThanosProps>, others = options) => {
  return (fleet: Fleet): void => {
    const west = fleet.addCluster('west');
    west.addThanos({ name: 'team-a', objstore, ...options });
    const north = where === 'one' ? west : fleet.addCluster('north');
    north.addThanos({ name: 'team-b', objstore: otherObjstore, ...others });
  };
};

const answersOn = (...addresses: string[]) => ({
  queryFrontend: { queryRange: { cache: ResponseCache.memcached({ addresses }) } },
});
const answersIn = (db: number) => ({
  queryFrontend: { labelRequests: { cache: ResponseCache.redis({ addresses: ['cache.example.com:6379'], db }) } },
});
const listsOn = (address: string, blocksIterTtl?: '301s') => ({
  storeGateway: { cachingBucket: CachingBucket.memcached({ addresses: [address], blocksIterTtl }) },
});

/** A store gateway in a cluster of its own. */
const gatewayOf = (fleet: Fleet, cluster: string, bucket: IObjectStore) =>
  new ThanosStoreGateway(fleet.addCluster(cluster).addChart('thanos', { namespace: 'thanos' }), 'store', {
    objstore: bucket,
    ...listsOn(EXTERNAL).storeGateway,
  });

const frontend = (name: string, querier: string, config: object) =>
  thanosYaml(
    [
      'query-frontend',
      `--query-frontend.downstream-url=http://${querier}`,
      `--query-range.response-cache-config=${JSON.stringify(config)}`,
    ],
    { name },
  );
const gateway = (name: string, bucket: string, ...flags: string[]) => thanosYaml(['store', bucket, ...flags], { name });
const cachingBucket = (config: object) =>
  `--store.caching-bucket.config=${JSON.stringify({ type: 'REDIS', config: { addr: 'redis.cache:6379', ...config } })}`;
const redis = (config: object) => ({ type: 'REDIS', config: { addr: 'redis:6379', ...config } });

export const sharedCacheCases: RuleCases<'THANOS-566' | 'THANOS-567'> = {
  'THANOS-566': [
    {
      trips: stacks('one', answersOn(INSIDE)),
      passes: stacks('one', answersOn(INSIDE), answersOn('memcached.team-b.svc:11211')),
    },
    { trips: stacks('two', answersOn(EXTERNAL)), passes: stacks('two', answersOn(INSIDE)) },
    { trips: stacks('two', answersIn(1)), passes: stacks('two', answersIn(1), answersIn(2)) },
    {
      trips: frontend('a', 'query-a', redis({ prefix: 'a' })) + frontend('b', 'query-b', redis({ prefix: 'b' })),
      passes: frontend('a', 'query', redis({})) + frontend('b', 'query.monitoring.svc', redis({})),
    },
  ],
  'THANOS-567': [
    {
      trips: stacks('one', listsOn(INSIDE)),
      passes: stacks('one', listsOn(INSIDE), listsOn(INSIDE, '301s')),
    },
    {
      trips: (fleet) => [gatewayOf(fleet, 'west', objstore), gatewayOf(fleet, 'north', otherObjstore)],
      passes: (fleet) => [gatewayOf(fleet, 'west', objstore), gatewayOf(fleet, 'north', objstore)],
    },
    {
      trips: gateway('a', BUCKET, cachingBucket({})) + gateway('b', OTHER_BUCKET, cachingBucket({})),
      passes:
        gateway('a', BUCKET, cachingBucket({ prefix: 'a' })) +
        gateway('b', OTHER_BUCKET, cachingBucket({ prefix: 'b' })),
    },
  ],
};

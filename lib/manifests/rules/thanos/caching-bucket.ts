import { milliseconds } from '../../../values/duration';
import type { ManifestRule } from '../../manifest-rule';
import { asMap, asText, at } from '../../value';

/** Thanos' defaults. */
const SYNC_INTERVAL = '15m';
const BLOCKS_ITER_TTL = '5m';

/** A list of blocks that is kept longer than the store gateway waits before it looks again. */
export const oldBlockList: ManifestRule = {
  rule: 'THANOS-565',
  check: (cluster) =>
    cluster.running('store').flatMap((process) => {
      const cache = process.config('store.caching-bucket.config');
      if (asText(at(cache, 'type')) === undefined) return [];
      const interval = process.flag('sync-block-duration') ?? SYNC_INTERVAL;
      const written = asMap(cache)['blocks_iter_ttl'];
      const kept = written === undefined ? BLOCKS_ITER_TTL : asText(written);
      const [every, ttl] = [milliseconds(interval), kept === undefined ? undefined : milliseconds(kept)];
      if (every === undefined || ttl === undefined || ttl <= every) return [];
      return [
        {
          object: process.workload.object,
          what: `--sync-block-duration is ${interval}, and its caching bucket keeps the list of blocks for ${kept}${written === undefined ? ', by default' : ''}: it looks more often, and finds new blocks no sooner`,
          fix: `Write blocks_iter_ttl: ${interval} (blocksIterTtl: '${interval}' of CachingBucket) or less, or --sync-block-duration=${kept} (syncInterval)`,
        },
      ];
    }),
};

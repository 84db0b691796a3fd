import type { GoDuration } from '../../values/duration';
import { Cache, type CacheBackend } from './cache';
import { positiveDurationProblems } from './checks';
import { type InMemoryCacheProps, inMemoryBackend } from './in-memory';
import { memcachedBackend, type StoreMemcachedProps } from './memcached';
import { redisBackend, type StoreRedisProps } from './redis';

/** What every index cache lets you set. */
export interface IndexCacheProps {
  /** What is cached. @default - everything */
  readonly enabledItems?: readonly ('Postings' | 'Series' | 'ExpandedPostings')[];
}

/** What an index cache on servers lets you set. */
export interface RemoteIndexCacheProps extends IndexCacheProps {
  /** How long items stay. @default '24h' */
  readonly ttl?: GoDuration;
}

/**
 * Where a store gateway keeps postings and series of the blocks' indexes (`--index-cache.config`).
 *
 * Every key holds the id of a block, which only its copies share: store gateways of several stacks and buckets may share servers.
 *
 * @see https://thanos.io/tip/components/store.md/#index-cache
 */
export class IndexCache extends Cache {
  readonly schema = 'index-cache';

  /** In the memory of each pod. */
  static inMemory(props: InMemoryCacheProps & IndexCacheProps = {}): IndexCache {
    return IndexCache.of(inMemoryBackend(props), props);
  }

  /** On memcached servers that all pods share. */
  static memcached(props: StoreMemcachedProps & RemoteIndexCacheProps): IndexCache {
    return IndexCache.of(memcachedBackend(props), props);
  }

  /** On a Redis that all pods share. It has to answer when a pod starts: Thanos does not start without it. */
  static redis(props: StoreRedisProps & RemoteIndexCacheProps): IndexCache {
    return IndexCache.of(redisBackend(props), props);
  }

  private static of(backend: CacheBackend, { enabledItems, ttl }: RemoteIndexCacheProps): IndexCache {
    return new IndexCache(backend, { enabled_items: enabledItems, ttl }, positiveDurationProblems({ ttl }));
  }
}

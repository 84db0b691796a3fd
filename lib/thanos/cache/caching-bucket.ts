import type { Size } from 'cdk8s';
import { numberProblems } from '../../validation/numbers';
import type { GoDuration } from '../../values/duration';
import { byteSize, bytes } from '../../values/size';
import { Cache, type CacheBackend } from './cache';
import { positiveDurationProblems, sizeProblems } from './checks';
import { type InMemoryCacheProps, inMemoryBackend } from './in-memory';
import { memcachedBackend, type StoreMemcachedProps } from './memcached';
import { redisBackend, type StoreRedisProps } from './redis';

/** What every caching bucket lets you set. */
export interface CachingBucketProps {
  /** Chunks are cached in pieces of this size. @default - 16000 bytes, the largest chunk */
  readonly chunkSubrangeSize?: Size;
  /** Requests to the bucket that may fetch the missing pieces of one read; 0 is any number. @default 3 */
  readonly maxChunksGetRangeRequests?: number;
  /** How long the sizes of chunk files are good. @default '24h' */
  readonly chunkObjectAttrsTtl?: GoDuration;
  /** How long pieces of chunks are good. @default '24h' */
  readonly chunkSubrangeTtl?: GoDuration;
  /** How long the list of blocks is good. @default '5m' */
  readonly blocksIterTtl?: GoDuration;
  /** How long it is good that a `meta.json` or a deletion mark exists. @default '2h' */
  readonly metafileExistsTtl?: GoDuration;
  /** How long it is good that it does not exist. @default '15m' */
  readonly metafileDoesntExistTtl?: GoDuration;
  /** How long its content is good. @default '24h' */
  readonly metafileContentTtl?: GoDuration;
  /** Larger ones are not cached. @default Size.mebibytes(1) */
  readonly metafileMaxSize?: Size;
}

/**
 * Where a store gateway keeps chunks and block metadata that it read from the bucket (`--store.caching-bucket.config`).
 *
 * Keys hold the id of a block, which only its copies share, so store gateways of several buckets may share servers: all but the key of the list
 * of blocks. That one has a hash of these options and of nothing else, so two buckets need one that differs: `blocksIterTtl: '301s'`, or
 * the `prefix` of a Redis. THANOS-567.
 *
 * @see https://thanos.io/tip/components/store.md/#caching-bucket
 */
export class CachingBucket extends Cache {
  readonly schema = 'caching-bucket';

  /** In the memory of each pod. */
  static inMemory(props: InMemoryCacheProps & CachingBucketProps = {}): CachingBucket {
    return CachingBucket.of(inMemoryBackend(props), props);
  }

  /** On memcached servers that all pods share. */
  static memcached(props: StoreMemcachedProps & CachingBucketProps): CachingBucket {
    return CachingBucket.of(memcachedBackend(props), props);
  }

  /** On a Redis that all pods share. It has to answer when a pod starts: Thanos does not start without it. */
  static redis(props: StoreRedisProps & CachingBucketProps): CachingBucket {
    return CachingBucket.of(redisBackend(props), props);
  }

  private static of(backend: CacheBackend, props: CachingBucketProps): CachingBucket {
    const { chunkSubrangeSize, maxChunksGetRangeRequests, chunkObjectAttrsTtl, chunkSubrangeTtl, blocksIterTtl } =
      props;
    const { metafileExistsTtl, metafileDoesntExistTtl, metafileContentTtl, metafileMaxSize } = props;
    return new CachingBucket(
      backend,
      {
        chunk_subrange_size: chunkSubrangeSize && bytes(chunkSubrangeSize),
        max_chunks_get_range_requests: maxChunksGetRangeRequests,
        chunk_object_attrs_ttl: chunkObjectAttrsTtl,
        chunk_subrange_ttl: chunkSubrangeTtl,
        blocks_iter_ttl: blocksIterTtl,
        metafile_exists_ttl: metafileExistsTtl,
        metafile_doesnt_exist_ttl: metafileDoesntExistTtl,
        metafile_content_ttl: metafileContentTtl,
        metafile_max_size: metafileMaxSize && byteSize(metafileMaxSize),
      },
      [
        ...numberProblems({ maxChunksGetRangeRequests }, 0),
        ...numberProblems({ 'chunkSubrangeSize in bytes': chunkSubrangeSize && bytes(chunkSubrangeSize) }, 1),
        ...sizeProblems({ metafileMaxSize }),
        ...positiveDurationProblems({
          chunkObjectAttrsTtl,
          chunkSubrangeTtl,
          blocksIterTtl,
          metafileExistsTtl,
          metafileDoesntExistTtl,
          metafileContentTtl,
        }),
      ],
    );
  }
}

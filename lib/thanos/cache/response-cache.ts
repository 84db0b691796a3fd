import { Size } from 'cdk8s';
import { numberProblems } from '../../validation/numbers';
import type { GoDuration } from '../../values/duration';
import { byteSize } from '../../values/size';
import { Cache } from './cache';
import { positiveDurationProblems } from './checks';
import { type MemcachedProps, memcachedBackend } from './memcached';
import { type RedisProps, redisBackend } from './redis';

/** Answers in the memory of each query frontend's pod. */
export interface InMemoryResponseCacheProps {
  /** @default Size.mebibytes(64) */
  readonly maxSize?: Size;
  /** Answers at most, whatever their size. @default - as many as fit */
  readonly maxSizeItems?: number;
  /** How long an answer is good. @default - until others need its place */
  readonly validity?: GoDuration;
}

/** How long answers stay on servers. */
export interface ResponseExpiration {
  /** @default '24h' */
  readonly expiration?: GoDuration;
}

/** A Redis for answers. Of Thanos' Redis options, the query frontend honours only these. */
export interface RedisResponseCacheProps extends RedisProps, ResponseExpiration {
  /** Connect with TLS, trusting the system's authorities: `{}`. @default - plaintext */
  readonly tls?: {
    /** @default false */
    readonly insecureSkipVerify?: boolean;
  };
}

/**
 * Where a query frontend keeps answers (`--query-range.response-cache-config`, `--labels.response-cache-config`).
 *
 * Keys hold the tenant, the query, its step and its time, and nothing of whose Thanos it is. On servers, both caches of a query frontend
 * may share a place, and so may all query frontends in front of one querier. Another querier needs servers of its own, or in Redis a `db`
 * of its own: THANOS-566.
 *
 * @see https://thanos.io/tip/components/query-frontend.md/#caching
 */
export class ResponseCache extends Cache {
  readonly schema = 'response-cache';

  /** In the memory of each pod. */
  static inMemory(props: InMemoryResponseCacheProps = {}): ResponseCache {
    const { maxSize = Size.mebibytes(64), maxSizeItems, validity } = props;
    return new ResponseCache({
      type: 'IN-MEMORY',
      memory: maxSize,
      config: () => ({ max_size: byteSize(maxSize), max_size_items: maxSizeItems, validity }),
      problems: [...numberProblems({ maxSizeItems }, 1), ...positiveDurationProblems({ validity })],
    });
  }

  /** On memcached servers that all pods share. */
  static memcached(props: MemcachedProps & ResponseExpiration): ResponseCache {
    return new ResponseCache(memcachedBackend(props, props.expiration));
  }

  /** On a Redis that all pods share. It has to answer when a pod starts: Thanos does not start without it. */
  static redis(props: RedisResponseCacheProps): ResponseCache {
    return new ResponseCache(redisBackend(props, props.expiration));
  }
}

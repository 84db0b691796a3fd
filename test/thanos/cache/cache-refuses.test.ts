import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import type { Cache } from '../../../lib/thanos/cache/cache';
import { CachingBucket } from '../../../lib/thanos/cache/caching-bucket';
import { IndexCache } from '../../../lib/thanos/cache/index-cache';
import { ResponseCache } from '../../../lib/thanos/cache/response-cache';

describe('A cache refuses', () => {
  const addresses = ['memcached:11211'];
  const redis = { addresses: ['redis:6379'] };
  const mistakes: [string, Cache, RegExp][] = [
    ['no address', IndexCache.memcached({ addresses: [] }), /addresses is empty/],
    ['an address without port', IndexCache.memcached({ addresses: ['dns+memcached'] }), /"dns\+memcached" has no port/],
    ['port 0', ResponseCache.memcached({ addresses: ['memcached:0'] }), /between 1 and 65535/],
    ['a URL', IndexCache.redis({ addresses: ['redis://redis:6379'] }), /"redis:\/\/redis:6379" is no host and port/],
    ['a list in one address', IndexCache.redis({ addresses: ['a:6379,b:6379'] }), /a path or a list/],
    ['a looked-up name for Redis', IndexCache.redis({ addresses: ['dns+redis:6379'] }), /has the prefix dns\+/],
    [
      'a looked-up name with auto-discovery',
      IndexCache.memcached({ addresses: ['dns+memcached:11211'], autoDiscovery: true }),
      /has the prefix dns\+/,
    ],
    [
      'names looked up all the time',
      CachingBucket.memcached({ addresses, dnsProviderUpdateInterval: '0s' }),
      /is "0s"/,
    ],
    ['a negative duration', IndexCache.memcached({ addresses, timeout: '-1s' }), /timeout is "-1s"/],
    ['no writes at all', IndexCache.memcached({ addresses, maxAsyncConcurrency: 0 }), /maxAsyncConcurrency is 0/],
    ['half a connection', ResponseCache.memcached({ addresses, maxIdleConnections: 0.5 }), /maxIdleConnections is 0.5/],
    [
      'items larger than the cache',
      CachingBucket.inMemory({ maxSize: Size.mebibytes(1), maxItemSize: Size.mebibytes(2) }),
      /maxItemSize \(2MiB\) is larger than maxSize \(1MiB\)/,
    ],
    [
      'a percentage for a share',
      IndexCache.memcached({ addresses, circuitBreaker: { failurePercent: 5 } }),
      /failurePercent is 5: in spite of its name it is a share/,
    ],
    [
      'a circuit that opens without a failure',
      IndexCache.redis({ ...redis, circuitBreaker: { consecutiveFailures: 0 } }),
      /consecutiveFailures is 0/,
    ],
    [
      'a certificate without key',
      IndexCache.redis({ ...redis, tls: { certFile: '/a' } }),
      /certFile without its keyFile/,
    ],
    ['a negative database', ResponseCache.redis({ ...redis, db: -1 }), /db is -1/],
    ['answers that expire at once', ResponseCache.redis({ ...redis, expiration: '0s' }), /expiration is "0s"/],
    ['index entries that expire at once', IndexCache.redis({ ...redis, ttl: '0s' }), /ttl is "0s"/],
    ['a memory cache of no items', ResponseCache.inMemory({ maxSizeItems: 0 }), /maxSizeItems is 0/],
    [
      'chunks in pieces of nothing',
      CachingBucket.inMemory({ chunkSubrangeSize: Size.kibibytes(0) }),
      /chunkSubrangeSize in bytes is 0/,
    ],
    ['a list of blocks that is never good', CachingBucket.inMemory({ blocksIterTtl: '0s' }), /blocksIterTtl is "0s"/],
  ];
  for (const [mistake, cache, message] of mistakes) {
    it(mistake, () => {
      const { problems } = cache.bind('index-cache');
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]?.what ?? '', message);
      assert.match(problems[0]?.what ?? '', /^index-cache: /);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): unknown[] {
  const addresses = ['redis:6379'];
  return [
    // @ts-expect-error no manifest holds a password
    IndexCache.redis({ addresses, password: 'secret' }),
    // @ts-expect-error the query frontend drops the prefix without a word
    ResponseCache.redis({ addresses, prefix: 'thanos/' }),
    // @ts-expect-error and the CA file
    ResponseCache.redis({ addresses, tls: { caFile: '/ca.crt' } }),
    // @ts-expect-error and the circuit breaker
    ResponseCache.memcached({ addresses, circuitBreaker: {} }),
    // @ts-expect-error a cache in memory has no expiry
    IndexCache.inMemory({ ttl: '24h' }),
    // @ts-expect-error a size has a unit
    IndexCache.inMemory({ maxSize: '250MB' }),
    // @ts-expect-error no such item
    IndexCache.inMemory({ enabledItems: ['Chunks'] }),
    // @ts-expect-error the options of the index cache are not the bucket's
    CachingBucket.inMemory({ enabledItems: ['Postings'] }),
  ];
}

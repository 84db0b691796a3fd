import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { parse } from 'yaml';
import type { Cache } from '../../../lib/thanos/cache/cache';
import { CachingBucket, type CachingBucketProps } from '../../../lib/thanos/cache/caching-bucket';
import type { CircuitBreaker } from '../../../lib/thanos/cache/circuit-breaker';
import type { InMemoryCacheProps } from '../../../lib/thanos/cache/in-memory';
import { IndexCache, type RemoteIndexCacheProps } from '../../../lib/thanos/cache/index-cache';
import type { MemcachedProps, StoreMemcachedProps } from '../../../lib/thanos/cache/memcached';
import type { StoreRedisProps } from '../../../lib/thanos/cache/redis';
import {
  type InMemoryResponseCacheProps,
  type RedisResponseCacheProps,
  ResponseCache,
  type ResponseExpiration,
} from '../../../lib/thanos/cache/response-cache';
import { toYaml } from '../../../lib/values/yaml';

/** The file as Thanos reads it. */
function file(cache: Cache): unknown {
  return parse(toYaml(cache.bind('index-cache').config));
}

const circuitBreaker: Required<CircuitBreaker> = {
  halfOpenMaxRequests: 5,
  openDuration: '10s',
  minRequests: 20,
  consecutiveFailures: 3,
  failurePercent: 0.1,
};
const breakerFile = {
  enabled: true,
  half_open_max_requests: 5,
  open_duration: '10s',
  min_requests: 20,
  consecutive_failures: 3,
  failure_percent: 0.1,
};
const memory: Required<InMemoryCacheProps> = { maxSize: Size.gibibytes(1), maxItemSize: Size.mebibytes(10) };
const memcached: Required<MemcachedProps> = {
  addresses: ['dnssrvnoa+_client._tcp.memcached.cache.svc', 'memcached-0:11212'],
  timeout: '1s',
  maxIdleConnections: 50,
  maxAsyncConcurrency: 30,
  maxAsyncBufferSize: 20_000,
  maxGetMultiConcurrency: 60,
  maxGetMultiBatchSize: 70,
  maxItemSize: Size.mebibytes(2),
  dnsProviderUpdateInterval: '30s',
  autoDiscovery: false,
};
const memcachedFile = {
  addresses: ['dnssrvnoa+_client._tcp.memcached.cache.svc', 'memcached-0:11212'],
  timeout: '1s',
  max_idle_connections: 50,
  max_async_concurrency: 30,
  max_async_buffer_size: 20_000,
  max_get_multi_concurrency: 60,
  max_get_multi_batch_size: 70,
  max_item_size: '2MiB',
  dns_provider_update_interval: '30s',
  auto_discovery: false,
};
const storeMemcached: Required<StoreMemcachedProps> = { ...memcached, circuitBreaker };
const storeRedis: Required<StoreRedisProps> = {
  addresses: ['sentinel-0:26379', 'sentinel-1:26379'],
  prefix: 'thanos/',
  username: 'thanos',
  passwordSecret: { name: 'redis', key: 'password' },
  db: 2,
  dialTimeout: '1s',
  readTimeout: '2s',
  writeTimeout: '4s',
  maxGetMultiConcurrency: 10,
  getMultiBatchSize: 20,
  maxSetMultiConcurrency: 30,
  setMultiBatchSize: 40,
  tls: { caFile: '/tls/ca.crt', certFile: '/tls/tls.crt', keyFile: '/tls/tls.key', serverName: 'r', minVersion: '1.3' },
  cacheSize: Size.mebibytes(16),
  masterName: 'mymaster',
  maxAsyncConcurrency: 5,
  maxAsyncBufferSize: 500,
  circuitBreaker,
};
const storeRedisFile = {
  addr: 'sentinel-0:26379,sentinel-1:26379',
  prefix: 'thanos/',
  username: 'thanos',
  password: '$(INDEX_CACHE_PASSWORD)',
  db: 2,
  dial_timeout: '1s',
  read_timeout: '2s',
  write_timeout: '4s',
  max_get_multi_concurrency: 10,
  get_multi_batch_size: 20,
  max_set_multi_concurrency: 30,
  set_multi_batch_size: 40,
  tls_enabled: true,
  tls_config: {
    ca_file: '/tls/ca.crt',
    cert_file: '/tls/tls.crt',
    key_file: '/tls/tls.key',
    server_name: 'r',
    min_version: '1.3',
  },
  cache_size: '16MiB',
  master_name: 'mymaster',
  max_async_concurrency: 5,
  max_async_buffer_size: 500,
  set_async_circuit_breaker_config: breakerFile,
};

describe('ResponseCache writes every option of', () => {
  it('memory', () => {
    const all: Required<InMemoryResponseCacheProps> = { maxSize: Size.mebibytes(8), maxSizeItems: 9, validity: '6h' };
    assert.deepEqual(file(ResponseCache.inMemory(all)), {
      type: 'IN-MEMORY',
      config: { max_size: '8MiB', max_size_items: 9, validity: '6h' },
    });
  });

  it('memcached', () => {
    const all: Required<MemcachedProps & ResponseExpiration> = { ...memcached, expiration: '48h' };
    assert.deepEqual(file(ResponseCache.memcached(all)), {
      type: 'MEMCACHED',
      config: { ...memcachedFile, expiration: '48h' },
    });
  });

  it('Redis', () => {
    const all: Required<RedisResponseCacheProps> = {
      addresses: ['redis:6379'],
      username: 'thanos',
      passwordSecret: { name: 'redis', key: 'password' },
      db: 1,
      masterName: 'mymaster',
      readTimeout: '1s',
      maxSetMultiConcurrency: 10,
      setMultiBatchSize: 20,
      tls: { insecureSkipVerify: true },
      expiration: '12h',
    };
    assert.deepEqual(file(ResponseCache.redis(all)), {
      type: 'REDIS',
      config: {
        addr: 'redis:6379',
        username: 'thanos',
        password: '$(INDEX_CACHE_PASSWORD)',
        db: 1,
        read_timeout: '1s',
        max_set_multi_concurrency: 10,
        set_multi_batch_size: 20,
        tls_enabled: true,
        tls_config: { insecure_skip_verify: true },
        master_name: 'mymaster',
        expiration: '12h',
      },
    });
  });
});

describe('IndexCache writes every option of', () => {
  const settings: Required<RemoteIndexCacheProps> = { enabledItems: ['Postings', 'Series'], ttl: '12h' };
  const settingsFile = { enabled_items: ['Postings', 'Series'], ttl: '12h' };

  it('memory', () => {
    assert.deepEqual(file(IndexCache.inMemory({ ...memory, enabledItems: ['ExpandedPostings'] })), {
      type: 'IN-MEMORY',
      config: { max_size: '1GiB', max_item_size: '10MiB' },
      enabled_items: ['ExpandedPostings'],
    });
  });

  it('memcached', () => {
    assert.deepEqual(file(IndexCache.memcached({ ...storeMemcached, ...settings })), {
      type: 'MEMCACHED',
      config: { ...memcachedFile, set_async_circuit_breaker_config: breakerFile },
      ...settingsFile,
    });
  });

  it('Redis', () => {
    assert.deepEqual(file(IndexCache.redis({ ...storeRedis, ...settings })), {
      type: 'REDIS',
      config: storeRedisFile,
      ...settingsFile,
    });
  });
});

describe('CachingBucket writes every option of', () => {
  const settings: Required<CachingBucketProps> = {
    chunkSubrangeSize: Size.kibibytes(32),
    maxChunksGetRangeRequests: 0,
    chunkObjectAttrsTtl: '1h',
    chunkSubrangeTtl: '2h',
    blocksIterTtl: '3m',
    metafileExistsTtl: '4h',
    metafileDoesntExistTtl: '5m',
    metafileContentTtl: '6h',
    metafileMaxSize: Size.kibibytes(512),
  };
  const settingsFile = {
    chunk_subrange_size: 32_768,
    max_chunks_get_range_requests: 0,
    chunk_object_attrs_ttl: '1h',
    chunk_subrange_ttl: '2h',
    blocks_iter_ttl: '3m',
    metafile_exists_ttl: '4h',
    metafile_doesnt_exist_ttl: '5m',
    metafile_content_ttl: '6h',
    metafile_max_size: '512KiB',
  };

  it('memory', () => {
    assert.deepEqual(file(CachingBucket.inMemory({ ...memory, ...settings })), {
      type: 'IN-MEMORY',
      config: { max_size: '1GiB', max_item_size: '10MiB' },
      ...settingsFile,
    });
  });

  it('memcached', () => {
    assert.deepEqual(file(CachingBucket.memcached({ ...storeMemcached, ...settings })), {
      type: 'MEMCACHED',
      config: { ...memcachedFile, set_async_circuit_breaker_config: breakerFile },
      ...settingsFile,
    });
  });

  it('Redis', () => {
    assert.deepEqual(file(CachingBucket.redis({ ...storeRedis, ...settings })), {
      type: 'REDIS',
      config: storeRedisFile,
      ...settingsFile,
    });
  });
});

describe('A cache', () => {
  it('never has items larger than itself, which Thanos would refuse', () => {
    assert.deepEqual(file(IndexCache.inMemory({ maxSize: Size.mebibytes(100) })), {
      type: 'IN-MEMORY',
      config: { max_size: '100MiB', max_item_size: '100MiB' },
    });
    assert.deepEqual(file(IndexCache.inMemory()), {
      type: 'IN-MEMORY',
      config: { max_size: '250MiB', max_item_size: '125MiB' },
    });
  });

  it('takes its password from a Secret, and writes the reference so that any password stays what it is', () => {
    const cache = IndexCache.redis({ addresses: ['redis:6379'], passwordSecret: { name: 'redis', key: 'pw' } });
    const { config, environment } = cache.bind('index-cache');
    assert.match(toYaml(config), /password: \|-\n {4}\$\(INDEX_CACHE_PASSWORD\)\n/);
    assert.deepEqual(environment, [
      { name: 'INDEX_CACHE_PASSWORD', valueFrom: { secretKeyRef: { name: 'redis', key: 'pw' } } },
    ]);
  });

  it('says which ports it is reached on', () => {
    assert.deepEqual(IndexCache.memcached(memcached).bind('a').ports, [11211, 11212]);
    assert.deepEqual(IndexCache.redis(storeRedis).bind('a').ports, [26379, 6379]);
    assert.deepEqual(IndexCache.inMemory().bind('a').ports, []);
  });
});

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

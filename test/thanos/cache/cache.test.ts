import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { CachingBucket, type CachingBucketProps } from '../../../lib/thanos/cache/caching-bucket';
import { IndexCache, type RemoteIndexCacheProps } from '../../../lib/thanos/cache/index-cache';
import type { MemcachedProps } from '../../../lib/thanos/cache/memcached';
import {
  type InMemoryResponseCacheProps,
  type RedisResponseCacheProps,
  ResponseCache,
  type ResponseExpiration,
} from '../../../lib/thanos/cache/response-cache';
import { toYaml } from '../../../lib/values/yaml';
import {
  breakerFile,
  file,
  memcached,
  memcachedFile,
  memory,
  storeMemcached,
  storeRedis,
  storeRedisFile,
} from './cache-setup';

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

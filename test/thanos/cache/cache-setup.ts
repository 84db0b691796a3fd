import { Size } from 'cdk8s';
import { parse } from 'yaml';
import type { Cache } from '../../../lib/thanos/cache/cache';
import type { CircuitBreaker } from '../../../lib/thanos/cache/circuit-breaker';
import type { InMemoryCacheProps } from '../../../lib/thanos/cache/in-memory';
import type { MemcachedProps, StoreMemcachedProps } from '../../../lib/thanos/cache/memcached';
import type { StoreRedisProps } from '../../../lib/thanos/cache/redis';
import { toYaml } from '../../../lib/values/yaml';

/** The file as Thanos reads it. */
export function file(cache: Cache): unknown {
  return parse(toYaml(cache.bind('index-cache').config));
}

export const circuitBreaker: Required<CircuitBreaker> = {
  halfOpenMaxRequests: 5,
  openDuration: '10s',
  minRequests: 20,
  consecutiveFailures: 3,
  failurePercent: 0.1,
};

export const breakerFile = {
  enabled: true,
  half_open_max_requests: 5,
  open_duration: '10s',
  min_requests: 20,
  consecutive_failures: 3,
  failure_percent: 0.1,
};

export const memory: Required<InMemoryCacheProps> = { maxSize: Size.gibibytes(1), maxItemSize: Size.mebibytes(10) };

export const memcached: Required<MemcachedProps> = {
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

export const memcachedFile = {
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

export const storeMemcached: Required<StoreMemcachedProps> = { ...memcached, circuitBreaker };

export const storeRedis: Required<StoreRedisProps> = {
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

export const storeRedisFile = {
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

import type { Size } from 'cdk8s';
import { numberProblems } from '../../validation/numbers';
import type { GoDuration } from '../../values/duration';
import { byteSize } from '../../values/size';
import type { CacheBackend } from './cache';
import { addressPorts, addressProblems, positiveDurationProblems, sizeProblems } from './checks';
import { type CircuitBreaker, circuitBreakerConfig, circuitBreakerProblems } from './circuit-breaker';

/** Memcached servers that pods share. */
export interface MemcachedProps {
  /**
   * `host:port`, or a name that Thanos looks up by itself: `dns+host:port`, `dnssrv+_client._tcp.memcached.cache.svc`. For a headless
   * Service, `dnssrvnoa+_client._tcp.memcached.cache.svc` spreads keys best: they stay where they are when a pod changes its address.
   */
  readonly addresses: readonly string[];
  /** Of reads and writes. @default '500ms' */
  readonly timeout?: GoDuration;
  /** Per server. @default 100 */
  readonly maxIdleConnections?: number;
  /** Writes at a time. @default - 20; of a query frontend, 10 */
  readonly maxAsyncConcurrency?: number;
  /** Writes that wait; further ones are dropped. @default 10000 */
  readonly maxAsyncBufferSize?: number;
  /** Reads of several keys at a time; 0 is any number. @default 100 */
  readonly maxGetMultiConcurrency?: number;
  /** Keys in one read; 0 is any number. @default 0 */
  readonly maxGetMultiBatchSize?: number;
  /** Larger items are not cached; the servers have a limit of their own (`-I`). @default Size.mebibytes(1) */
  readonly maxItemSize?: Size;
  /** How often names are looked up. @default '10s' */
  readonly dnsProviderUpdateInterval?: GoDuration;
  /** Ask the servers for each other, as ElastiCache and Memorystore offer, and do not look names up. @default false */
  readonly autoDiscovery?: boolean;
}

/** Memcached servers of a store gateway. */
export interface StoreMemcachedProps extends MemcachedProps {
  /** @default - writes are tried, whatever fails */
  readonly circuitBreaker?: CircuitBreaker;
}

export function memcachedBackend(props: StoreMemcachedProps, expiration?: GoDuration): CacheBackend {
  const { addresses, timeout, dnsProviderUpdateInterval, autoDiscovery, circuitBreaker } = props;
  const { maxIdleConnections, maxAsyncConcurrency, maxAsyncBufferSize } = props;
  const { maxGetMultiConcurrency, maxGetMultiBatchSize } = props;
  return {
    type: 'MEMCACHED',
    ports: addressPorts(addresses, 11_211),
    config: () => ({
      addresses,
      timeout,
      max_idle_connections: maxIdleConnections,
      max_async_concurrency: maxAsyncConcurrency,
      max_async_buffer_size: maxAsyncBufferSize,
      max_get_multi_concurrency: maxGetMultiConcurrency,
      max_get_multi_batch_size: maxGetMultiBatchSize,
      max_item_size: props.maxItemSize && byteSize(props.maxItemSize),
      dns_provider_update_interval: dnsProviderUpdateInterval,
      auto_discovery: autoDiscovery,
      set_async_circuit_breaker_config: circuitBreaker && circuitBreakerConfig(circuitBreaker),
      expiration,
    }),
    problems: [
      ...addressProblems(addresses, !autoDiscovery, 'memcached.cache.svc:11211'),
      ...numberProblems({ maxIdleConnections, maxAsyncConcurrency, maxAsyncBufferSize }, 1),
      ...numberProblems({ maxGetMultiConcurrency, maxGetMultiBatchSize }, 0),
      ...sizeProblems({ maxItemSize: props.maxItemSize }),
      ...positiveDurationProblems({ timeout, dnsProviderUpdateInterval, expiration }),
      ...circuitBreakerProblems(circuitBreaker),
    ],
  };
}

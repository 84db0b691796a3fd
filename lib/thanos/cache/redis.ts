import type { Size } from 'cdk8s';
import type { SecretKey } from '../../kubernetes/secret-key';
import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import type { GoDuration } from '../../values/duration';
import { byteSize } from '../../values/size';
import { type TlsFiles, tlsConfig } from '../../values/tls';
import { fromEnvironment } from '../../values/yaml';
import type { CacheBackend } from './cache';
import { addressPorts, addressProblems, positiveDurationProblems, sizeProblems } from './checks';
import { type CircuitBreaker, circuitBreakerConfig, circuitBreakerProblems } from './circuit-breaker';

/** A Redis that pods share. It has to answer when a pod starts: Thanos does not start without it. */
export interface RedisProps {
  /** `host:port` of a server; several of a Redis Cluster, or of the Sentinels of `masterName`. */
  readonly addresses: readonly string[];
  /** User of Redis' access control lists. @default - Redis' default user */
  readonly username?: string;
  /** The Secret that holds the password. No manifest ever holds the password itself. @default - no password */
  readonly passwordSecret?: SecretKey;
  /** Number of the database. @default 0 */
  readonly db?: number;
  /** Name of the master that the Sentinels at `addresses` watch. @default - no Sentinel */
  readonly masterName?: string;
  /** @default '3s' */
  readonly readTimeout?: GoDuration;
  /** Writes of several keys at a time. @default 100 */
  readonly maxSetMultiConcurrency?: number;
  /** Keys in one write. @default 100 */
  readonly setMultiBatchSize?: number;
}

/** The Redis of a store gateway. */
export interface StoreRedisProps extends RedisProps {
  /** In front of every key, for a Redis that several use. @default - none */
  readonly prefix?: string;
  /** @default '5s' */
  readonly dialTimeout?: GoDuration;
  /** @default '3s' */
  readonly writeTimeout?: GoDuration;
  /** Reads of several keys at a time; 0 is any number. @default 100 */
  readonly maxGetMultiConcurrency?: number;
  /** Keys in one read; 0 is any number. @default 100 */
  readonly getMultiBatchSize?: number;
  /** Connect with TLS; `{}` trusts the system's authorities. @default - plaintext */
  readonly tls?: TlsFiles & {
    /** @default - Go's `1.2` */
    readonly minVersion?: '1.2' | '1.3';
  };
  /** Keep items in the pod too, and let Redis say when they change: the size for each connection. Needs Redis 6. @default - not kept */
  readonly cacheSize?: Size;
  /** Writes at a time. @default 20 */
  readonly maxAsyncConcurrency?: number;
  /** Writes that wait; further ones are dropped. @default 10000 */
  readonly maxAsyncBufferSize?: number;
  /** @default - writes are tried, whatever fails */
  readonly circuitBreaker?: CircuitBreaker;
}

export function redisBackend(props: StoreRedisProps, expiration?: GoDuration): CacheBackend {
  const { addresses, db, masterName, tls, passwordSecret, circuitBreaker } = props;
  const { dialTimeout, readTimeout, writeTimeout } = props;
  const { maxGetMultiConcurrency, getMultiBatchSize, maxSetMultiConcurrency, setMultiBatchSize } = props;
  const { maxAsyncConcurrency, maxAsyncBufferSize } = props;
  return {
    type: 'REDIS',
    // The Sentinels name the master, which listens on Redis' own port.
    ports: [...new Set([...addressPorts(addresses, 6379), ...(masterName ? [6379] : [])])],
    passwordSecret,
    config: (passwordVariable) => ({
      addr: addresses.join(','),
      prefix: props.prefix,
      username: props.username,
      password: passwordSecret && fromEnvironment(passwordVariable),
      db,
      dial_timeout: dialTimeout,
      read_timeout: readTimeout,
      write_timeout: writeTimeout,
      max_get_multi_concurrency: maxGetMultiConcurrency,
      get_multi_batch_size: getMultiBatchSize,
      max_set_multi_concurrency: maxSetMultiConcurrency,
      set_multi_batch_size: setMultiBatchSize,
      tls_enabled: tls && true,
      tls_config: tls && { ...tlsConfig(tls), min_version: tls.minVersion },
      cache_size: props.cacheSize && byteSize(props.cacheSize),
      master_name: masterName,
      max_async_concurrency: maxAsyncConcurrency,
      max_async_buffer_size: maxAsyncBufferSize,
      set_async_circuit_breaker_config: circuitBreaker && circuitBreakerConfig(circuitBreaker),
      expiration,
    }),
    problems: [
      ...addressProblems(addresses, false, 'redis.cache.svc:6379'),
      ...numberProblems({ db, maxGetMultiConcurrency, getMultiBatchSize }, 0),
      ...numberProblems({ maxSetMultiConcurrency, setMultiBatchSize }, 1),
      ...numberProblems({ maxAsyncConcurrency, maxAsyncBufferSize }, 1),
      ...positiveDurationProblems({ dialTimeout, readTimeout, writeTimeout, expiration }),
      ...sizeProblems({ cacheSize: props.cacheSize }),
      ...keyPairProblems(tls),
      ...circuitBreakerProblems(circuitBreaker),
    ],
  };
}

function keyPairProblems(tls: TlsFiles | undefined): Problem[] {
  if (!tls || !tls.certFile === !tls.keyFile) return [];
  return [
    {
      rule: 'THANOS-514',
      what: `tls has a ${tls.certFile ? 'certFile without its keyFile' : 'keyFile without its certFile'}, and Thanos would not start`,
      fix: 'Give both, or neither',
    },
  ];
}

import type { Size } from 'cdk8s';
import type { GoDuration, PrometheusDuration } from '../values/duration';
import type { CachingBucket } from './cache/caching-bucket';
import type { IndexCache } from './cache/index-cache';
import type { RequestLoggingProps, ThanosComponentProps } from './component-props';
import type { GrpcTlsProps } from './grpc-tls';
import type { SelectorRelabelConfig } from './relabel';
import type { TimePartition } from './time-partition';

/** Index headers that are mapped into memory only while queries need their blocks. */
export interface LazyIndexHeaders {
  /** Let go of an index header after this long without a query; `'0s'` is never (`--store.index-header-lazy-reader-idle-timeout`). @default '5m' */
  readonly idleTimeout?: GoDuration;
  /** Fetch them when the pod starts, or when a query needs them (`--store.index-header-lazy-download-strategy`). @default 'eager' */
  readonly download?: 'eager' | 'lazy';
}

/** Postings that are left out while they would cost more to fetch than to filter series by. */
export interface LazyExpandedPostings {
  /** How many keys a posting group may have, for each series that the query fetches; 0 is any number (`--store.posting-group-max-key-series-ratio`). @default 100 */
  readonly maxKeySeriesRatio?: number;
}

/** The most that one request may cost; it fails beyond that. 0 is no limit. */
export interface StoreLimits {
  /** `--store.limits.request-series`. @default 0 */
  readonly series?: number;
  /** `--store.limits.request-samples`. Thanos counts in chunks of 120. @default 0 */
  readonly samples?: number;
  /** Read from the bucket or from caches (`--store.grpc.downloaded-bytes-limit`). @default - no limit */
  readonly downloadedBytes?: Size;
}

/**
 * Options of the store gateway.
 *
 * @see https://thanos.io/tip/components/store.md/
 */
export interface ThanosStoreGatewayOptions
  extends ThanosComponentProps,
    RequestLoggingProps,
    GrpcTlsProps,
    TimePartition {
  /** Pods that all serve the same blocks. A querier asks them in turn. @default 1 */
  readonly replicas?: number;
  /**
   * A claim of this size in each pod, so that index headers need not be fetched again when a pod moves or restarts. They are a small
   * part of the bucket, and can be lost at any time: the claims go when the StatefulSet does.
   *
   * @default - the node's disk (`emptyDir`): a pod fetches the index headers when it starts
   */
  readonly storage?: Size;
  /** Storage class of the claim. @default - the cluster's default class */
  readonly storageClass?: string;
  /** How much of the node's disk a pod without claim may use; beyond that, it is evicted. @default - no limit */
  readonly scratchSizeLimit?: Size;
  /** `--index-cache.config-file`. @default IndexCache.inMemory() */
  readonly indexCache?: IndexCache;
  /** `--store.caching-bucket.config-file`. @default - chunks and metadata are read from the bucket each time */
  readonly cachingBucket?: CachingBucket;
  /** Serve only blocks whose external labels pass these steps (`--selector.relabel-config`). @default - all blocks */
  readonly selector?: readonly SelectorRelabelConfig[];
  /** `--store.enable-index-header-lazy-reader`. @default false */
  readonly lazyIndexHeaders?: boolean | LazyIndexHeaders;
  /** `--store.enable-lazy-expanded-postings`. @default false */
  readonly lazyExpandedPostings?: boolean | LazyExpandedPostings;
  /** Memory that chunks of all requests together may take; requests fail beyond that (`--chunk-pool-size`). @default Size.gibibytes(2) */
  readonly chunkPoolSize?: Size;
  /** @default - no limits */
  readonly limits?: StoreLimits;
  /** Series requests at a time; 0 is any number (`--store.grpc.series-max-concurrency`). @default 20 */
  readonly seriesMaxConcurrency?: number;
  /** How often the pod looks for new blocks (`--sync-block-duration`); with a `cachingBucket`, not more often than its `blocksIterTtl`. @default '15m' */
  readonly syncInterval?: GoDuration;
  /** `recursive` lists every object of the bucket, and `concurrent` asks for each block (`--block-discovery-strategy`). @default 'concurrent' */
  readonly blockDiscovery?: 'concurrent' | 'recursive';
  /** Index headers made at a time (`--block-sync-concurrency`). @default 20 */
  readonly blockSyncConcurrency?: number;
  /** Blocks whose metadata is read at a time (`--block-meta-fetch-concurrency`). @default 32 */
  readonly blockMetaFetchConcurrency?: number;
  /** Matchers whose regular expressions are kept; 0 keeps none (`--matcher-cache-size`). @default 0 */
  readonly matcherCacheSize?: number;
  /**
   * How long a block is served after it was marked for deletion (`--ignore-deletion-marks-delay`). Half of the compactor's delete
   * delay leaves time to find the block's successor, and to forget the block before it is gone.
   *
   * @default '24h'
   */
  readonly ignoreDeletionMarksDelay?: PrometheusDuration;
  /** How old a block has to be, for a bucket that is not consistent at once (`--consistency-delay`). @default '0s' */
  readonly consistencyDelay?: PrometheusDuration;
  /** Serve the block viewer (`--web.disable`). Nothing exposes it; it is there for a port-forward. @default true */
  readonly web?: boolean;
  /**
   * Let the block viewer mark blocks for deletion (`--disable-admin-operations`). Whoever reaches the port may, if the store gateway's
   * identity may write to the bucket.
   *
   * @default false
   */
  readonly adminOperations?: boolean;
}

import type { Replicas } from '../kubernetes/availability';
import type { PreStopSleepProps } from '../kubernetes/pre-stop-sleep';
import type { GoDuration, PrometheusDuration } from '../values/duration';
import type { ResponseCache } from './cache/response-cache';
import type { RequestLoggingProps, ThanosComponentProps } from './component-props';

/** Parts that grow with the range of a query. */
export interface DynamicSplit {
  /** Shorter queries stay whole; longer ones are cut into `horizontalShards` parts (`--query-range.min-split-interval`). */
  readonly minInterval: GoDuration;
  /** From twice this on, parts have this length (`--query-range.max-split-interval`). */
  readonly maxInterval: GoDuration;
  /** `--query-range.horizontal-shards`. */
  readonly horizontalShards: number;
}

/** Range queries: those of graphs. */
export interface QueryRangeOptions {
  /** Length of the parts that a query is cut into, which run side by side (`--query-range.split-interval`). @default '24h' */
  readonly splitInterval?: GoDuration | DynamicSplit;
  /** `null` keeps no answers. @default ResponseCache.inMemory({ maxSize: Size.mebibytes(64) }) */
  readonly cache?: ResponseCache | null;
  /** Answers about the last moments are not kept: they may still change (`--query-range.response-cache-max-freshness`). @default '1m' */
  readonly cacheMaxFreshness?: GoDuration;
  /** `--query-range.max-retries-per-request`. @default 5 */
  readonly maxRetries?: number;
  /** The longest range that is answered; `'0s'` is any (`--query-range.max-query-length`). @default '0s' */
  readonly maxQueryLength?: GoDuration;
  /** Parts of one query that run at a time (`--query-range.max-query-parallelism`). @default 14 */
  readonly maxQueryParallelism?: number;
  /** Move start and end to multiples of the step, so that answers can be used again (`--query-range.align-range-with-step`). @default true */
  readonly alignRangeWithStep?: boolean;
  /** Ask for downsampled data when raw data is gone (`--query-range.request-downsampled`). @default true */
  readonly requestDownsampled?: boolean;
  /** Answer although an endpoint failed, where the query does not say (`--query-range.partial-response`). @default - as the querier does */
  readonly partialResponse?: boolean;
}

/** Requests for label names, label values and series: those of Grafana's variables. */
export interface LabelRequestOptions {
  /** Length of the parts that a request is cut into (`--labels.split-interval`). @default '24h' */
  readonly splitInterval?: GoDuration;
  /** `null` keeps no answers. @default ResponseCache.inMemory({ maxSize: Size.mebibytes(16) }) */
  readonly cache?: ResponseCache | null;
  /** `--labels.response-cache-max-freshness`. @default '1m' */
  readonly cacheMaxFreshness?: GoDuration;
  /** `--labels.max-retries-per-request`. @default 5 */
  readonly maxRetries?: number;
  /** `--labels.max-query-parallelism`. @default 14 */
  readonly maxQueryParallelism?: number;
  /** The range of requests that name none (`--labels.default-time-range`). @default '24h' */
  readonly defaultTimeRange?: GoDuration;
  /** `--labels.partial-response`. @default - as the querier does */
  readonly partialResponse?: boolean;
}

/** Connections to the querier (`--query-frontend.downstream-tripper-config`). */
export interface DownstreamTripper {
  /** @default 100 */
  readonly maxIdleConnsPerHost?: number;
  /** @default 100 */
  readonly maxIdleConns?: number;
  /** 0 is any number. @default 0 */
  readonly maxConnsPerHost?: number;
  /** @default '90s' */
  readonly idleConnTimeout?: PrometheusDuration;
  /** Has to be longer than the querier's timeout. @default - none: the querier's timeout decides */
  readonly responseHeaderTimeout?: PrometheusDuration;
}

/** Where the name comes from under which queries are logged, and their answers kept. */
export type QueryFrontendTenancy =
  | {
      /** Header that names the tenant; the querier gets it as `THANOS-TENANT` (`--query-frontend.tenant-header`). @default - the querier's */
      readonly header?: string;
      /**
       * The tenant in this frontend's metrics for requests without that header (`--query-frontend.default-tenant-id`). The querier is
       * told `default-tenant`, whatever this is.
       *
       * @default 'default-tenant'
       */
      readonly defaultTenant?: string;
      readonly orgIdHeaders?: never;
    }
  | {
      /**
       * Headers that name who asks, the first that is there; the way before tenants, which Thanos is going to drop
       * (`--query-frontend.org-id-header`).
       */
      readonly orgIdHeaders: readonly string[];
      readonly header?: never;
      readonly defaultTenant?: never;
    };

/**
 * Options of the query frontend.
 *
 * @see https://thanos.io/tip/components/query-frontend.md/
 */
export interface ThanosQueryFrontendOptions extends ThanosComponentProps, RequestLoggingProps, PreStopSleepProps {
  /** A number, or an autoscaler. @default 1 */
  readonly replicas?: Replicas;
  /** @default - parts of a day, and a small cache in each pod */
  readonly queryRange?: QueryRangeOptions;
  /** @default - parts of a day, and a small cache in each pod */
  readonly labelRequests?: LabelRequestOptions;
  /** Of queries for a single moment (`--query.max-retries-per-request`). @default 5 */
  readonly instantQueryMaxRetries?: number;
  /** How kept answers are compressed (`--cache-compression-type`). @default 'snappy' */
  readonly cacheCompression?: 'snappy' | 'none';
  /** Compress answers to clients that can read that (`--query-frontend.compress-responses`). @default true */
  readonly compressResponses?: boolean;
  /** Divide aggregations by their labels, too, into as many queries (`--query-frontend.vertical-shards`). @default - not divided */
  readonly verticalShards?: number;
  /** Log queries that take longer. @default - none */
  readonly slowQueryLog?: {
    /** `--query-frontend.log-queries-longer-than`. */
    readonly longerThan: GoDuration;
    /** Header with the user's name (`--query-frontend.slow-query-logs-user-header`). @default - the user of basic auth */
    readonly userHeader?: string;
  };
  /** Count the samples of every query, in logs and headers (`--query-frontend.force-query-stats`). @default false */
  readonly forceQueryStats?: boolean;
  /** Headers that the querier gets too (`--query-frontend.forward-header`). @default - the tenant's alone */
  readonly forwardHeaders?: readonly string[];
  /** @default - 100 idle connections to the querier */
  readonly downstreamTripper?: DownstreamTripper;
  /** @default - the querier's tenant header */
  readonly tenancy?: QueryFrontendTenancy;
}

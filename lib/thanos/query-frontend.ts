import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Route } from '../exposure/route';
import { PRE_STOP_SLEEP_SECONDS } from '../kubernetes/pre-stop-sleep';
import { serviceHost } from '../kubernetes/service-address';
import { reportProblem } from '../validation/problem';
import { TENANT } from '../values/tenant';
import type { Cache } from './cache/cache';
import { ResponseCache } from './cache/response-cache';
import { ThanosComponent } from './component';
import type { FlagValue } from './flags';
import { HTTP } from './ports';
import type { ThanosQuery } from './query';
import { queryFrontendProblems } from './query-frontend-checks';
import type {
  DownstreamTripper,
  LabelRequestOptions,
  QueryRangeOptions,
  ThanosQueryFrontendOptions,
} from './query-frontend-options';
import { queryPaths, routeTimeoutSeconds } from './query-paths';

export interface ThanosQueryFrontendProps extends ThanosQueryFrontendOptions {
  /** The querier that answers. */
  readonly query: ThanosQuery;
}

/** Room for default caches that are full, twice, since Go collects garbage late. */
const MEMORY_REQUEST = Size.mebibytes(384);
/** Bodies beyond this are refused by the frontend itself. */
const MAX_BODY_SIZE = Size.mebibytes(10);

/**
 * The query frontend: cuts queries into parts, keeps answers and tries again, in front of a querier. It is ready while the querier
 * is.
 */
export class ThanosQueryFrontend extends ThanosComponent {
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  /** Where it keeps answers; `null` where it keeps none. */
  readonly caches: { readonly queryRange: ResponseCache | null; readonly labelRequests: ResponseCache | null };
  /** Where it answers inside of the cluster, as the querier would: the querier's route prefix included. */
  readonly url: string;
  /** The API and the user interface, for the outside; where the querier keeps tenants apart, the requests that it does that for. */
  readonly route: Route;

  constructor(scope: Construct, id: string, props: ThanosQueryFrontendProps) {
    super(scope, id, props, {
      component: 'query-frontend',
      requests: { cpu: Cpu.millis(100), memory: MEMORY_REQUEST },
    });
    const { query, queryRange = {}, labelRequests = {} } = props;
    this.caches = {
      queryRange: kept(queryRange.cache, Size.mebibytes(64)),
      labelRequests: kept(labelRequests.cache, Size.mebibytes(16)),
    };
    for (const problem of queryFrontendProblems(props, Object.values(this.caches), MEMORY_REQUEST)) {
      reportProblem(this, problem);
    }
    this.network.connectTo(query.network, HTTP.number);
    const host = serviceHost(this.identity.name, this.identity.namespace);
    this.url = `http://${host}:${HTTP.number}${query.routePrefix}`;
    this.route = {
      service: this.identity.name,
      port: HTTP,
      paths: queryPaths(query.routePrefix, query.tenancy.enforce),
      maxBodySize: MAX_BODY_SIZE,
      timeoutSeconds: routeTimeoutSeconds(query.timeout),
      tenantHeader: props.tenancy?.header ?? query.tenancy.header ?? TENANT.header,
      network: this.network,
    };
    this.service = this.addService([HTTP]);
    const workload = this.addDeployment(
      {
        subcommand: 'query-frontend',
        ports: [HTTP],
        preStopSleepSeconds: props.preStopSleepSeconds ?? PRE_STOP_SLEEP_SECONDS,
        flags: {
          // Thanos passes paths on as they are, and asks for /-/ready at the root: a route prefix here would come twice.
          'query-frontend.downstream-url': query.url.slice(0, query.url.length - query.routePrefix.length),
          'query-frontend.downstream-tripper-config-file': this.addConfigFile(
            'downstream-tripper',
            tripperConfig(props.downstreamTripper ?? {}),
          ),
          ...this.queryRangeFlags(queryRange, this.caches.queryRange, query.partialResponse),
          ...this.labelFlags(labelRequests, this.caches.labelRequests, query.partialResponse),
          'query.max-retries-per-request': props.instantQueryMaxRetries,
          'cache-compression-type': props.cacheCompression === 'none' ? undefined : 'snappy',
          'query-frontend.compress-responses': props.compressResponses ?? true,
          'query-frontend.vertical-shards': props.verticalShards,
          'query-frontend.log-queries-longer-than': props.slowQueryLog?.longerThan,
          'query-frontend.slow-query-logs-user-header': props.slowQueryLog?.userHeader,
          'query-frontend.force-query-stats': props.forceQueryStats,
          'query-frontend.forward-header': props.forwardHeaders,
          ...tenancyFlags(props),
        },
      },
      props.replicas ?? 1,
    );
    this.deployment = workload.deployment;
    this.autoscaler = workload.autoscaler;
    this.disruptionBudget = workload.disruptionBudget;
  }

  private queryRangeFlags(
    options: QueryRangeOptions,
    cache: ResponseCache | null,
    partialResponse: boolean,
  ): Record<string, FlagValue> {
    const split = options.splitInterval ?? '24h';
    const dynamic = typeof split === 'object' ? split : undefined;
    return {
      'query-range.split-interval': typeof split === 'object' ? '0s' : split,
      'query-range.min-split-interval': dynamic?.minInterval,
      'query-range.max-split-interval': dynamic?.maxInterval,
      'query-range.horizontal-shards': dynamic?.horizontalShards,
      'query-range.response-cache-config-file': this.cacheFile('query-range-cache', cache),
      'query-range.response-cache-max-freshness': options.cacheMaxFreshness,
      'query-range.max-retries-per-request': options.maxRetries,
      'query-range.max-query-length': options.maxQueryLength,
      'query-range.max-query-parallelism': options.maxQueryParallelism,
      'query-range.align-range-with-step': options.alignRangeWithStep,
      'query-range.request-downsampled': options.requestDownsampled,
      'query-range.partial-response': options.partialResponse ?? partialResponse,
    };
  }

  private labelFlags(
    options: LabelRequestOptions,
    cache: ResponseCache | null,
    partialResponse: boolean,
  ): Record<string, FlagValue> {
    return {
      'labels.split-interval': options.splitInterval ?? '24h',
      'labels.response-cache-config-file': this.cacheFile('labels-cache', cache),
      'labels.response-cache-max-freshness': options.cacheMaxFreshness,
      'labels.max-retries-per-request': options.maxRetries,
      'labels.max-query-parallelism': options.maxQueryParallelism,
      'labels.default-time-range': options.defaultTimeRange,
      'labels.partial-response': options.partialResponse ?? partialResponse,
    };
  }

  private cacheFile(purpose: string, cache: Cache | null): string | undefined {
    return cache ? this.useCache(purpose, cache) : undefined;
  }
}

function kept(cache: ResponseCache | null | undefined, maxSize: Size): ResponseCache | null {
  return cache === undefined ? ResponseCache.inMemory({ maxSize }) : cache;
}

function tripperConfig(tripper: DownstreamTripper): object {
  return {
    max_idle_conns_per_host: tripper.maxIdleConnsPerHost ?? 100,
    max_idle_conns: tripper.maxIdleConns,
    max_conns_per_host: tripper.maxConnsPerHost,
    idle_conn_timeout: tripper.idleConnTimeout,
    response_header_timeout: tripper.responseHeaderTimeout,
  };
}

function tenancyFlags({ query, tenancy }: ThanosQueryFrontendProps): Record<string, FlagValue> {
  const header = tenancy?.header ?? query.tenancy.header;
  return {
    'query-frontend.org-id-header': tenancy?.orgIdHeaders,
    'query-frontend.tenant-header': tenancy?.orgIdHeaders || header === TENANT.header ? undefined : header,
    'query-frontend.default-tenant-id': tenancy?.defaultTenant,
  };
}

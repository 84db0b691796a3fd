import type { Size } from 'cdk8s';
import { bytes } from '../../values/size';
import { type TlsFiles, tlsConfig } from '../../values/tls';

/** Limits of one remote-write request; 0 is none. */
export interface ReceiveRequestLimits {
  /** Of the body, compressed and uncompressed. Larger ones get 413, which Prometheus does not repeat. @default - the default tenant limits, or none */
  readonly sizeBytesLimit?: Size;
  /** @default - see `sizeBytesLimit` */
  readonly seriesLimit?: number;
  /** @default - see `sizeBytesLimit` */
  readonly samplesLimit?: number;
}

/** Limits of one tenant. */
export interface ReceiveTenantLimits {
  /** @default - none */
  readonly request?: ReceiveRequestLimits;
  /**
   * Active series, as meta-monitoring counts them. More get 429 until there are fewer, which Prometheus repeats if told to. 0 is
   * none.
   * @default - none
   */
  readonly headSeriesLimit?: number;
}

/** How a router asks for the number of active series. The files it names are mounted with `extraVolumes`. */
export interface MetaMonitoringHttpClient {
  /** @default - none */
  readonly basicAuth?: { readonly username: string; readonly passwordFile: string };
  /** @default - none */
  readonly bearerTokenFile?: string;
  /** @default - none */
  readonly proxyUrl?: string;
  /** @default - the system's authorities */
  readonly tls?: TlsFiles;
}

/** Where a router asks for the number of active series. */
export interface MetaMonitoring {
  /** A Prometheus API that has the receivers' own metrics: `http://thanos-query.thanos.svc:10902`. */
  readonly url: string;
  /** The query; its result has label `tenant`. @default 'sum(prometheus_tsdb_head_series) by (tenant)' */
  readonly limitQuery?: string;
  /** @default - neither credentials nor a proxy */
  readonly httpClient?: MetaMonitoringHttpClient;
}

/**
 * How much clients may write (`--receive.limits-config-file`).
 *
 * @see https://thanos.io/tip/components/receive.md/#limits--gates-experimental
 */
export interface ReceiveLimits {
  /** What all tenants share. Pods restart when it changes; the rest is read again without. @default - no limits */
  readonly global?: {
    /** Requests at a time in one pod; others wait. @default - no limit */
    readonly maxConcurrency?: number;
    /** Needed by `headSeriesLimit`. @default - none */
    readonly metaMonitoring?: MetaMonitoring;
  };
  /** Limits of each tenant that has none of its own. @default - none */
  readonly default?: ReceiveTenantLimits;
  /** Limits of single tenants; what one leaves out is as in `default`. @default - none */
  readonly tenants?: Readonly<Record<string, ReceiveTenantLimits>>;
}

/** The limits as Thanos parses them: strictly, so that an unknown key would be fatal. */
export function limitsConfig(limits: ReceiveLimits): object {
  const { global, tenants = {} } = limits;
  return {
    write: {
      global: global && {
        max_concurrency: global.maxConcurrency,
        meta_monitoring_url: global.metaMonitoring?.url,
        meta_monitoring_limit_query: global.metaMonitoring?.limitQuery,
        meta_monitoring_http_client: global.metaMonitoring?.httpClient && httpClient(global.metaMonitoring.httpClient),
      },
      default: limits.default && tenantLimits(limits.default),
      tenants: Object.fromEntries(Object.entries(tenants).map(([tenant, limit]) => [tenant, tenantLimits(limit)])),
    },
  };
}

function tenantLimits({ request, headSeriesLimit }: ReceiveTenantLimits): object {
  return {
    request: request && {
      size_bytes_limit: request.sizeBytesLimit && bytes(request.sizeBytesLimit),
      series_limit: request.seriesLimit,
      samples_limit: request.samplesLimit,
    },
    head_series_limit: headSeriesLimit,
  };
}

const SECOND = 1_000_000_000;

function httpClient(client: MetaMonitoringHttpClient): object {
  return {
    basic_auth: client.basicAuth && {
      username: client.basicAuth.username,
      password_file: client.basicAuth.passwordFile,
    },
    bearer_token_file: client.bearerTokenFile,
    proxy_url: client.proxyUrl,
    tls_config: client.tls && tlsConfig(client.tls),
    // Thanos' own timeouts, in nanoseconds: it has none at all for a client that is configured here.
    transport_config: {
      idle_conn_timeout: 90 * SECOND,
      tls_handshake_timeout: 10 * SECOND,
      expect_continue_timeout: 10 * SECOND,
      dialer_timeout: 5 * SECOND,
    },
  };
}

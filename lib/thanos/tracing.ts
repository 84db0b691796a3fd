import type { GoDuration } from '../values/duration';
import { type TlsFiles, tlsConfig } from '../values/tls';

/**
 * Traces of a component's requests, sent by OTLP to a collector (`--tracing.config`).
 *
 * @see https://thanos.io/tip/thanos/tracing.md/#opentelemetry-protocol-otlp
 */
export interface Tracing {
  /** Host and port of the collector: `otel-collector.observability:4317`. */
  readonly endpoint: string;
  /** @default 'grpc' */
  readonly protocol?: 'grpc' | 'http';
  /** Path of the collector when `protocol` is `http`. @default - the OTLP default, `/v1/traces` */
  readonly urlPath?: string;
  /** Send without TLS. @default false */
  readonly insecure?: boolean;
  /** @default - the component's name, for example `thanos-query` */
  readonly serviceName?: string;
  /** @default - none */
  readonly resourceAttributes?: Readonly<Record<string, string>>;
  /** Headers of each export. They stand readable in a ConfigMap: nothing secret belongs here. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly compression?: 'gzip';
  /** @default - OTLP's 10s */
  readonly timeout?: GoDuration;
  /** @default - the system's authorities */
  readonly tls?: TlsFiles;
  /** Which requests are traced. @default - all of them */
  readonly sampler?:
    | { readonly type: 'alwayssample' | 'neversample' | 'parentbasedalwayssample' }
    | { readonly type: 'traceidratiobased' | 'parentbasedtraceidratio'; readonly ratio: number };
}

/** The configuration as Thanos parses it. */
export function tracingConfig(tracing: Tracing, serviceName: string): object {
  return {
    type: 'OTLP',
    config: {
      client_type: tracing.protocol ?? 'grpc',
      service_name: tracing.serviceName ?? serviceName,
      resource_attributes: tracing.resourceAttributes,
      compression: tracing.compression,
      insecure: tracing.insecure,
      endpoint: tracing.endpoint,
      url_path: tracing.urlPath,
      timeout: tracing.timeout,
      headers: tracing.headers,
      tls_config: tracing.tls && tlsConfig(tracing.tls),
      sampler_type: tracing.sampler?.type,
      sampler_param: tracing.sampler && 'ratio' in tracing.sampler ? String(tracing.sampler.ratio) : undefined,
    },
  };
}

/** How much of a request's life is logged: when it starts, when it ends. Thanos refuses to log the start alone. */
export type LogDecision =
  | { readonly logStart: boolean; readonly logEnd: true }
  | { readonly logStart: false; readonly logEnd: false };

/** Which level, and which part of a request, one protocol logs. */
export interface RequestLoggingOptions {
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';
  readonly decision: LogDecision;
}

/**
 * Which requests a component logs (`--request.logging-config`).
 *
 * @see https://thanos.io/tip/thanos/logging.md/
 */
export interface RequestLogging {
  /** @default - no HTTP request is logged */
  readonly http?: RequestLoggingOptions & {
    /** Only these paths. @default - every path */
    readonly paths?: readonly { readonly path: string; readonly port: number }[];
  };
  /** @default - no gRPC request is logged */
  readonly grpc?: RequestLoggingOptions & {
    /** Only these methods. @default - every method */
    readonly methods?: readonly { readonly service: string; readonly method: string }[];
  };
}

/** The configuration as Thanos parses it. */
export function requestLoggingConfig(logging: RequestLogging): object {
  const options = ({ level, decision }: RequestLoggingOptions) => ({
    level,
    decision: { log_start: decision.logStart, log_end: decision.logEnd },
  });
  return {
    http: logging.http && { options: options(logging.http), config: logging.http.paths },
    grpc: logging.grpc && { options: options(logging.grpc), config: logging.grpc.methods },
  };
}

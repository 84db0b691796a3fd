import type { k8s } from 'cdk8s-plus-27';
import type { Port } from '../kubernetes/port';
import type { Monitoring } from '../kubernetes/service-monitor';
import type { ContainerImage, Resources, WorkloadProps } from '../kubernetes/workload-props';
import type { FlagValue } from './flags';
import type { RequestLogging } from './request-logging';
import type { Tracing } from './tracing';

/** The image that this library is tested with. */
export const THANOS_IMAGE: Required<Pick<ContainerImage, 'repository' | 'tag'>> = {
  repository: 'quay.io/thanos/thanos',
  tag: 'v0.42.5',
};

/** The user that Thanos' image is built for, since v0.32. */
export const THANOS_USER = 1001;

/** What every Thanos component lets you set. */
export interface ThanosComponentProps extends WorkloadProps {
  /** The Thanos installation: objects are called `<stack>-<component>`, and selectors name both. @default 'thanos' */
  readonly stack?: string;
  /** The component's name in the stack; give one to run two of a kind. @default - the construct's own, for example 'query' */
  readonly component?: string;
  /** `--log.level`. @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  /** `--log.format`. @default 'logfmt' */
  readonly logFormat?: 'logfmt' | 'json';
  /** `--tracing.config-file`. @default - no traces */
  readonly tracing?: Tracing;
  /** A ServiceMonitor for the component's metrics; needs the Prometheus Operator's CRDs. @default - none */
  readonly monitoring?: Monitoring;
  /** A NetworkPolicy that allows exactly what the wiring needs, and name resolution. @default false */
  readonly networkPolicy?: boolean;
}

/** For the components that log requests. */
export interface RequestLoggingProps {
  /** `--request.logging-config-file`. @default - requests are not logged */
  readonly requestLogging?: RequestLogging;
}

/** What a kind of component is, before anybody configures it. */
export interface ComponentKind {
  /** Default of `component`. */
  readonly component: string;
  /** Requests for a small installation. */
  readonly requests: Required<Resources>;
}

/** What a component's pod runs. */
export interface ThanosPod {
  /** `query`, or `tools bucket web`. */
  readonly subcommand: string;
  readonly flags: Readonly<Record<string, FlagValue>>;
  readonly ports: readonly Port[];
  /** How long the component may take until it is ready, in seconds. Then it is restarted. @default 300 */
  readonly startupSeconds?: number;
  /** What has to answer within that time. @default '/-/healthy' */
  readonly startupPath?: '/-/healthy' | '/-/ready';
  /**
   * `preStopSleepSeconds` included. Unit: seconds.
   * @default 300 and that sleep - more than Thanos takes to finish HTTP and then gRPC requests, two minutes each
   */
  readonly terminationGracePeriodSeconds?: number;
  /** How long it goes on answering when it is told to end. Unit: seconds. @default 0 */
  readonly preStopSleepSeconds?: number;
  readonly sidecars?: readonly k8s.Container[];
}

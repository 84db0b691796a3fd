import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Monitoring } from '../kubernetes/service-monitor';
import type { ContainerImage, WorkloadProps } from '../kubernetes/workload-props';
import type { PrometheusDuration } from '../values/duration';
import type { RemoteWrite, WriterCluster } from './remote-write';

/** The image that this library is tested with: the default of the Prometheus Operator v0.93.0. */
export const PROMETHEUS_IMAGE: Required<Pick<ContainerImage, 'repository' | 'tag'>> = {
  repository: 'quay.io/prometheus/prometheus',
  tag: 'v3.13.1',
};

/** The user that the image of Prometheus is built for. */
export const PROMETHEUS_USER = 65534;

/** Which objects of a kind Prometheus reads. */
export interface ResourceSelection {
  /** @default - whatever labels they have */
  readonly labels?: k8s.LabelSelector;
  /** The labels of the namespaces that they are in. @default - all namespaces */
  readonly namespaces?: k8s.LabelSelector;
}

/** Which objects tell Prometheus what to scrape. */
export interface ScrapeSelectors {
  /** @default - all in the cluster */
  readonly serviceMonitors?: ResourceSelection;
  /** @default - all in the cluster */
  readonly podMonitors?: ResourceSelection;
  /** @default - all in the cluster */
  readonly probes?: ResourceSelection;
  /** @default - all in the cluster */
  readonly scrapeConfigs?: ResourceSelection;
}

/** A volume of its own for each pod. */
export interface PrometheusStorage {
  readonly size: Size;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
}

/** What is checked of the fields that users write into the custom resource themselves. */
export interface EscapeHatch {
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** What Prometheus and its agent let you set alike. The Prometheus Operator makes the pods. */
export interface PrometheusProps extends Omit<WorkloadProps, 'extraEnvironment'> {
  /** Name of the custom resource and of its ServiceAccount. @default 'prometheus' */
  readonly name?: string;
  /**
   * Labels of every series that leaves this Prometheus: they tell clusters apart, so at least one must differ between any two.
   * `prometheus` and `prometheus_replica` are the operator's own.
   */
  readonly externalLabels: Readonly<Record<string, string>>;
  /**
   * The cluster that it runs in, for remote writes where clusters show tokens or certificates. A cluster of a fleet gives itself.
   * @default - it has no tokens that anybody knows, and no certificate
   */
  readonly cluster?: WriterCluster;
  /** Where the samples go. */
  readonly remoteWrite: readonly RemoteWrite[];
  /** Pods that scrape the same targets; a querier deduplicates them by `prometheus_replica`. @default 1 */
  readonly replicas?: number;
  /** Into how many parts the targets are divided. @default 1 */
  readonly shards?: number;
  /**
   * A volume that outlives the pod, so that samples which could not be sent yet do too.
   * @default - an emptyDir: it costs nothing, and is lost with the pod
   */
  readonly storage?: PrometheusStorage;
  /** @default '30s' */
  readonly scrapeInterval?: PrometheusDuration;
  /** @default - Prometheus' '10s' */
  readonly scrapeTimeout?: PrometheusDuration;
  /** Compress the write-ahead log. @default true */
  readonly walCompression?: boolean;
  /** How long the replay of the write-ahead log may take; then the pod is restarted. At least 60. Unit: seconds. @default 900 */
  readonly maximumStartupDurationSeconds?: number;
  /** Which ServiceMonitors, PodMonitors, Probes and ScrapeConfigs are read. @default - all in the cluster */
  readonly selectors?: ScrapeSelectors;
  /** @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  /** @default 'logfmt' */
  readonly logFormat?: 'logfmt' | 'json';
  /** A ServiceMonitor for Prometheus' own metrics. @default - none */
  readonly monitoring?: Monitoring;
}

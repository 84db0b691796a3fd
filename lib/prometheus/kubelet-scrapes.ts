import { Construct } from 'constructs';
import {
  ScrapeConfig,
  ScrapeConfigSpecKubernetesSdConfigsRole,
  ScrapeConfigSpecMetricRelabelingsAction,
  ScrapeConfigSpecRelabelingsAction,
  ScrapeConfigSpecScheme,
} from '../../imports/scrapeconfigs-monitoring.coreos.com';
import { reportProblem } from '../validation/problem';
import type { PrometheusDuration } from '../values/duration';
import { type RelabelConfig, relabelProblems } from '../values/relabel';
import { dropMetrics, relabelings } from './relabel';
import { SERVICE_ACCOUNT_SCRAPE_CLASS } from './scrape-class';

export interface KubeletScrapesProps {
  /** @default - Prometheus' scrape interval */
  readonly interval?: PrometheusDuration;
  /**
   * Do not check the kubelets' certificates: unless serving certificates are rotated, each kubelet signs its own. `false` checks
   * them against the cluster's authority.
   * @default true
   */
  readonly insecureSkipVerify?: boolean;
  /** Scrape `/metrics/probes` too: how the probes of pods end. @default false */
  readonly probes?: boolean;
  /** What happens to the series of `/metrics`. @default - nothing */
  readonly kubeletMetricRelabelings?: readonly RelabelConfig[];
  /** What happens to the series of `/metrics/cadvisor`. @default - those that no dashboard shows are dropped: cgroups without a pod, and details of disks, memory and limits */
  readonly cadvisorMetricRelabelings?: readonly RelabelConfig[];
  /**
   * The scrape class by which Prometheus authenticates. `PrometheusServer` and `PrometheusAgent` have the default; another Prometheus
   * ignores these scrapes until it has a class of this name, with the token and the authority of its ServiceAccount.
   * @default 'service-account'
   */
  readonly scrapeClass?: string;
  /** Labels of the ScrapeConfigs, for a Prometheus that selects them by label. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The kubelets of all nodes, and the containers that they run (cAdvisor), as ScrapeConfigs: Prometheus finds the nodes itself, and
 * needs no Service of the operator. Labels are those of kube-prometheus: `job="kubelet"`, `metrics_path`, `node`, `instance`.
 */
export class KubeletScrapes extends Construct {
  /** `/metrics`: the kubelet itself, and volumes. */
  readonly kubelet: ScrapeConfig;
  /** `/metrics/cadvisor`: containers and machines. */
  readonly cadvisor: ScrapeConfig;
  /** `/metrics/probes`. */
  readonly probes?: ScrapeConfig;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KubeletScrapesProps = {},
  ) {
    super(scope, id);
    const { kubeletMetricRelabelings = [], cadvisorMetricRelabelings = CADVISOR_DROPS } = props;
    for (const problem of [
      ...relabelProblems('kubeletMetricRelabelings', kubeletMetricRelabelings),
      ...relabelProblems('cadvisorMetricRelabelings', cadvisorMetricRelabelings),
    ]) {
      reportProblem(this, problem);
    }
    this.kubelet = this.scrape('kubelet', 'kubelet', '/metrics', kubeletMetricRelabelings);
    this.cadvisor = this.scrape('cadvisor', 'kubelet-cadvisor', '/metrics/cadvisor', cadvisorMetricRelabelings);
    if (props.probes) this.probes = this.scrape('probes', 'kubelet-probes', '/metrics/probes', []);
  }

  private scrape(id: string, name: string, path: string, metrics: readonly RelabelConfig[]): ScrapeConfig {
    return new ScrapeConfig(this, id, {
      metadata: { name, labels: { ...this.props.labels, 'app.kubernetes.io/name': 'kubelet' } },
      spec: {
        jobName: 'kubelet',
        scrapeClass: this.props.scrapeClass ?? SERVICE_ACCOUNT_SCRAPE_CLASS.name,
        scheme: ScrapeConfigSpecScheme.HTTPS,
        metricsPath: path,
        scrapeInterval: this.props.interval,
        tlsConfig: (this.props.insecureSkipVerify ?? true) ? { insecureSkipVerify: true } : undefined,
        // Some series of the kubelet name a node, a namespace or a pod themselves.
        honorLabels: true,
        // cAdvisor's own times lag behind, and would keep series of gone containers alive.
        honorTimestamps: path === '/metrics/cadvisor' ? false : undefined,
        kubernetesSdConfigs: [{ role: ScrapeConfigSpecKubernetesSdConfigsRole.NODE }],
        relabelings: relabelings(NODE_LABELS, ScrapeConfigSpecRelabelingsAction),
        metricRelabelings:
          metrics.length > 0 ? relabelings(metrics, ScrapeConfigSpecMetricRelabelingsAction) : undefined,
      },
    });
  }
}

const NODE_LABELS: readonly RelabelConfig[] = [
  { sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' },
  { sourceLabels: ['__address__'], targetLabel: 'instance' },
  { sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' },
];

const CADVISOR_DROPS: readonly RelabelConfig[] = [
  dropMetrics(
    'container_blkio_device_usage_total',
    'container_cpu_(load_average_10s|system_seconds_total|user_seconds_total)',
    'container_(file_descriptors|tasks_state|threads_max)',
    'container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total)',
    'container_fs_(reads_merged_total|sector_reads_total|sector_writes_total|writes_merged_total)',
    'container_memory_(failures_total|mapped_file|swap)',
    'container_spec_.*',
  ),
  { sourceLabels: ['id', 'pod'], regex: '.+;', action: 'drop' },
];

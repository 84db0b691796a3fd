import { Construct } from 'constructs';
import { ApiServerMonitor, type ApiServerMonitorProps } from './api-server-monitor';
import { KubeStateMetrics, type KubeStateMetricsProps } from './kube-state-metrics';
import { KubeletScrapes, type KubeletScrapesProps } from './kubelet-scrapes';
import { NodeExporter, type NodeExporterProps } from './node-exporter';
import { PrometheusAgent, type PrometheusAgentProps } from './prometheus-agent';
import { PrometheusServer, type PrometheusServerProps } from './prometheus-server';

/** What Prometheus scrapes in a cluster besides the applications. */
export interface PrometheusTargets {
  /** `false` leaves it out. @default - with its defaults */
  readonly kubeStateMetrics?: KubeStateMetricsProps | false;
  /** In a namespace of its own; `false` leaves it out. @default - with its defaults */
  readonly nodeExporter?: NodeExporterProps | false;
  /** `false` leaves it out. @default - with its defaults */
  readonly kubelet?: KubeletScrapesProps | false;
  /** `false` leaves it out. @default - with its defaults */
  readonly apiServer?: ApiServerMonitorProps | false;
}

export interface PrometheusServerStackProps extends PrometheusServerProps, PrometheusTargets {
  /** A Prometheus that keeps a few hours, answers queries and evaluates rules. @default 'server' */
  readonly mode?: 'server';
}

export interface PrometheusAgentStackProps extends PrometheusAgentProps, PrometheusTargets {
  /** A Prometheus that only scrapes and pushes on. */
  readonly mode: 'agent';
}

export type PrometheusStackProps = PrometheusServerStackProps | PrometheusAgentStackProps;

/** What runs in every cluster: Prometheus or its agent, the exporters, and what it scrapes of Kubernetes itself. */
export class PrometheusStack extends Construct {
  readonly prometheus: PrometheusServer | PrometheusAgent;
  readonly kubeStateMetrics?: KubeStateMetrics;
  readonly nodeExporter?: NodeExporter;
  readonly kubelet?: KubeletScrapes;
  readonly apiServer?: ApiServerMonitor;

  constructor(scope: Construct, id: string, props: PrometheusStackProps) {
    super(scope, id);
    const { kubeStateMetrics, nodeExporter, kubelet, apiServer } = props;
    const monitoring = props.monitoring ?? {};
    this.prometheus =
      props.mode === 'agent'
        ? new PrometheusAgent(this, 'prometheus', { ...props, monitoring })
        : new PrometheusServer(this, 'prometheus', { ...props, monitoring });
    if (kubeStateMetrics !== false) {
      this.kubeStateMetrics = new KubeStateMetrics(this, 'kube-state-metrics', kubeStateMetrics);
    }
    if (nodeExporter !== false) this.nodeExporter = new NodeExporter(this, 'node-exporter', nodeExporter);
    if (kubelet !== false) this.kubelet = new KubeletScrapes(this, 'kubelet', kubelet);
    if (apiServer !== false) this.apiServer = new ApiServerMonitor(this, 'api-server', apiServer);
  }
}

import { Construct } from 'constructs';
import {
  ServiceMonitor,
  ServiceMonitorSpecEndpointsMetricRelabelingsAction,
  ServiceMonitorSpecEndpointsScheme,
} from '../../imports/servicemonitors-monitoring.coreos.com';
import { reportProblem } from '../validation/problem';
import type { PrometheusDuration } from '../values/duration';
import { type RelabelConfig, relabelProblems } from '../values/relabel';
import { dropMetrics, relabelings } from './relabel';
import { SERVICE_ACCOUNT_SCRAPE_CLASS } from './scrape-class';

export interface ApiServerMonitorProps {
  /** @default - Prometheus' scrape interval */
  readonly interval?: PrometheusDuration;
  /** What happens to its series. @default - the histograms of sizes and of etcd, and an obsolete one, are dropped */
  readonly metricRelabelings?: readonly RelabelConfig[];
  /** The scrape class by which Prometheus authenticates, as for `KubeletScrapes`. @default 'service-account' */
  readonly scrapeClass?: string;
  /** Labels of the ServiceMonitor, for a Prometheus that selects monitors by label. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The API server, as `job="apiserver"`. */
export class ApiServerMonitor extends Construct {
  readonly serviceMonitor: ServiceMonitor;

  constructor(scope: Construct, id: string, props: ApiServerMonitorProps = {}) {
    super(scope, id);
    const metrics = props.metricRelabelings ?? DROPS;
    for (const problem of relabelProblems('metricRelabelings', metrics)) reportProblem(this, problem);
    this.serviceMonitor = new ServiceMonitor(this, 'service-monitor', {
      metadata: { name: 'apiserver', labels: { ...props.labels, 'app.kubernetes.io/name': 'apiserver' } },
      spec: {
        scrapeClass: props.scrapeClass ?? SERVICE_ACCOUNT_SCRAPE_CLASS.name,
        jobLabel: 'component',
        namespaceSelector: { matchNames: ['default'] },
        selector: { matchLabels: { component: 'apiserver', provider: 'kubernetes' } },
        endpoints: [
          {
            port: 'https',
            scheme: ServiceMonitorSpecEndpointsScheme.HTTPS,
            interval: props.interval,
            tlsConfig: { serverName: 'kubernetes' },
            metricRelabelings:
              metrics.length > 0 ? relabelings(metrics, ServiceMonitorSpecEndpointsMetricRelabelingsAction) : undefined,
          },
        ],
      },
    });
  }
}

const DROPS: readonly RelabelConfig[] = [
  dropMetrics(
    'apiserver_request_(body_size_bytes|slo_duration_seconds)_bucket',
    'apiserver_(response_sizes|watch_events_sizes)_bucket',
    'etcd_request_duration_seconds_bucket',
  ),
];

import type { Construct } from 'constructs';
import { ServiceMonitor, type ServiceMonitorSpecEndpoints } from '../../imports/servicemonitors-monitoring.coreos.com';
import type { PrometheusDuration } from '../values/duration';
import type { Identity } from './identity';

/** How Prometheus scrapes a component. */
export interface Monitoring {
  /** @default - Prometheus' scrape interval */
  readonly interval?: PrometheusDuration;
  /** Further labels of the ServiceMonitor, for a Prometheus that selects monitors by label. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Where Prometheus runs, for the NetworkPolicy that lets it in. @default 'prometheus' */
  readonly prometheusNamespace?: string;
}

/** A Service with this label is a second door to pods that are scraped through another one. */
export const NOT_SCRAPED = { 'prometheus.io/service-monitor': 'false' };

/** A ServiceMonitor for the `http` port of a component's Service. The job is called as the Service is. */
export function serviceMonitor(
  scope: Construct,
  identity: Identity,
  monitoring: Monitoring,
  endpoint: Omit<ServiceMonitorSpecEndpoints, 'port' | 'interval'> = {},
): ServiceMonitor {
  return new ServiceMonitor(scope, 'service-monitor', {
    metadata: {
      name: identity.name,
      namespace: identity.namespace,
      labels: { ...monitoring.labels, ...identity.labels },
    },
    spec: {
      selector: {
        matchLabels: { ...identity.selector },
        matchExpressions: Object.entries(NOT_SCRAPED).map(([key, value]) => ({
          key,
          operator: 'NotIn',
          values: [value],
        })),
      },
      endpoints: [{ ...endpoint, port: 'http', interval: monitoring.interval }],
    },
  });
}

import type { Inventory } from '../../inventory';
import { type KubernetesObject, labelsOf, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import { LabelIndex } from '../../label-index';
import { isEmptySelector } from '../../label-selector';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { runningContainers } from '../../pod';
import { asList, asText, at } from '../../value';

const GROUP = 'monitoring.coreos.com';

/** Monitors of what is made here that find no port to scrape there. */
export const monitorWithoutTargets: ManifestRule = {
  rule: 'THANOS-113',
  check: (cluster) => [...serviceMonitors(cluster), ...podMonitors(cluster)],
};

function serviceMonitors(cluster: Inventory): Finding[] {
  const monitors = ownNamespaceMonitors(cluster, 'ServiceMonitor');
  if (monitors.length === 0) return [];
  const services = new LabelIndex<KubernetesObject>();
  for (const service of cluster.ofKind('', 'Service')) services.add(namespaceOf(service), labelsOf(service), service);
  return monitors.flatMap(({ monitor, selector }) => {
    const namespace = namespaceOf(monitor);
    const selected = services.select(namespace, selector);
    if (selected.length > 0) {
      const ports = selected.flatMap((service) => asList(specOf(service)['ports']).map((port) => at(port, 'name')));
      return missingPorts(monitor, 'endpoints', ports, selected);
    }
    const [workload] = cluster.selectedBy(namespace, selector);
    if (!workload) return [];
    return [
      {
        object: monitor,
        what: `The ServiceMonitor's selector matches the pods of ${nameOf(workload.object)}, but no Service, and it is for labels of Services: nothing would be scraped`,
        fix: 'Give the Service of these pods the labels, or write a PodMonitor',
        related: [workload.object],
      },
    ];
  });
}

function podMonitors(cluster: Inventory): Finding[] {
  return ownNamespaceMonitors(cluster, 'PodMonitor').flatMap(({ monitor, selector }) => {
    const selected = cluster.selectedBy(namespaceOf(monitor), selector);
    const ports = selected
      .flatMap((each) => runningContainers(each).flatMap(({ ports }) => ports))
      .map(({ name }) => name);
    const objects = selected.map(({ object }) => object);
    return selected.length > 0 ? missingPorts(monitor, 'podMetricsEndpoints', ports, objects) : [];
  });
}

/** Monitors that look into their own namespace only and for some labels: of others it is not known what they are about. */
function ownNamespaceMonitors(cluster: Inventory, kind: 'ServiceMonitor' | 'PodMonitor') {
  return cluster.ofKind(GROUP, kind).flatMap((monitor) => {
    const { selector, namespaceSelector } = specOf(monitor);
    const elsewhere = at(namespaceSelector, 'any') === true || asList(at(namespaceSelector, 'matchNames')).length > 0;
    return elsewhere || isEmptySelector(selector) ? [] : [{ monitor, selector }];
  });
}

function missingPorts(
  monitor: KubernetesObject,
  field: 'endpoints' | 'podMetricsEndpoints',
  ports: readonly unknown[],
  related: readonly KubernetesObject[],
): Finding[] {
  return asList(specOf(monitor)[field]).flatMap((endpoint) => {
    const port = asText(at(endpoint, 'port'));
    if (port === undefined || ports.includes(port)) return [];
    const known = [...new Set(ports.filter((name) => typeof name === 'string'))].join(', ') || 'none with a name';
    return [
      {
        object: monitor,
        what: `The ${monitor.kind} scrapes port "${port}", which nothing that it selects has: nothing would be scraped there`,
        fix: `Write the name of one of these ports: ${known}`,
        related,
      },
    ];
  });
}

import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { namespacesWithUnknownPods, operatedPods, operatedPodsHave } from '../../operated-pods';
import { runningContainers } from '../../pod';
import { asList, asNumber, asText, asTexts, at } from '../../value';
import type { Workload } from '../../workload';

/** A Service that leads to pods, and the labels that it selects them by. */
interface SelectingService {
  readonly service: KubernetesObject;
  readonly selector: Readonly<Record<string, string>>;
}

/** The Services that select pods: not those whose endpoints somebody else writes. */
export function selectingServices(cluster: Inventory): SelectingService[] {
  return cluster.ofKind('', 'Service').flatMap((service) => {
    const { type, selector } = specOf(service);
    const labels = asTexts(selector);
    return type === 'ExternalName' || Object.keys(labels).length === 0 ? [] : [{ service, selector: labels }];
  });
}

/** A Service whose selector matches no pod of the manifests that it is applied with. */
export const serviceWithoutPods: ManifestRule = {
  rule: 'THANOS-110',
  check: (cluster) => {
    const empty = selectingServices(cluster).filter(
      ({ service, selector }) => cluster.selected(namespaceOf(service), selector).length === 0,
    );
    if (empty.length === 0) return [];
    const operated = operatedPods(cluster);
    const unknown = namespacesWithUnknownPods(cluster);
    // Where a chart leaves namespaces out of some objects, who is beside whom is not known.
    const unplaced = cluster.workloadsIn('').length > 0 || unknown.has('');
    return empty.flatMap(({ service, selector }): Finding[] => {
      const namespace = namespaceOf(service);
      // Pods of a namespace of which nothing is here are made elsewhere.
      if (unplaced || unknown.has(namespace)) return [];
      const beside = operated.filter((each) => each.namespace === namespace);
      if (cluster.workloadsIn(namespace).length + beside.length === 0) return [];
      if (beside.some((each) => operatedPodsHave(each, selector))) return [];
      if (!cluster.isWhole && !nearlySelects(cluster, namespace, selector)) return [];
      return [
        {
          object: service,
          what: `${nameOf(service)} selects ${described(selector)}, which no pod here has: nobody would answer`,
          fix: 'Write the labels of the pods that it is for',
        },
      ];
    });
  },
};

/** Whether pods of a namespace have all of the labels but one: then the Service is for them, and not for pods from elsewhere. */
function nearlySelects(cluster: Inventory, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(labels);
  return (
    wanted.length > 1 &&
    cluster
      .workloadsIn(namespace)
      .some(({ podLabels }) => wanted.filter(([key, value]) => podLabels[key] !== value).length === 1)
  );
}

function described(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Ports of Services that lead to no port of the pods. */
export const targetPortNameMissing: ManifestRule = {
  rule: 'THANOS-111',
  check: (cluster) =>
    targetFindings(cluster, (target, workload, service) => {
      const name = asText(target);
      if (name === undefined || runningPorts(workload).some((port) => port.name === name)) return undefined;
      return {
        object: service,
        what: `The Service's targetPort "${name}" is no port of ${nameOf(workload.object)}, which it selects: requests would find no endpoint`,
        fix: `Write the name of one of its ports${listed(runningPorts(workload).flatMap((port) => port.name ?? []))}, or keep its selector from those pods`,
        related: [workload.object],
      };
    }),
};

export const targetPortNumberMissing: ManifestRule = {
  rule: 'THANOS-112',
  check: (cluster) =>
    targetFindings(cluster, (target, workload, service) => {
      const number = asNumber(target);
      const containers = runningContainers(workload);
      // Ports need not be declared: only where all containers do so is one that is not there a mistake.
      const declared = containers.length > 0 && containers.every((container) => container.ports.length > 0);
      if (number === undefined || !declared || runningPorts(workload).some((port) => port.number === number)) {
        return undefined;
      }
      return {
        object: service,
        what: `The Service's target port ${number} is none of ${nameOf(workload.object)}, which it selects: nobody seems to listen there`,
        fix: `Write one of its ports${listed(runningPorts(workload).flatMap((port) => port.number ?? []))}, best by name`,
        related: [workload.object],
      };
    }),
};

const runningPorts = (workload: Workload) => runningContainers(workload).flatMap(({ ports }) => ports);

function listed(ports: readonly (string | number)[]): string {
  return ports.length > 0 ? ` (${[...new Set(ports)].join(', ')})` : '';
}

/** What `check` finds about each target of each Service, in the first workload that it selects and that lacks it. */
function targetFindings(
  cluster: Inventory,
  check: (target: unknown, workload: Workload, service: KubernetesObject) => Finding | undefined,
): Finding[] {
  return selectingServices(cluster).flatMap(({ service, selector }) => {
    const workloads = cluster.selected(namespaceOf(service), selector);
    // Without a cluster IP it leads to pods, whatever their ports are.
    if (specOf(service)['clusterIP'] === 'None' && workloads.length > 1) return [];
    const targets = new Set(asList(specOf(service)['ports']).map((port) => at(port, 'targetPort') ?? at(port, 'port')));
    return [...targets].flatMap((target) => {
      const found = workloads.flatMap((workload) => check(target, workload, service) ?? []);
      return found.slice(0, 1);
    });
  });
}

import type { Inventory } from './inventory';
import type { KubernetesObject } from './kubernetes-object';
import { podNameIs, podsOf } from './stateful-pods';
import { asList, asNumber, asText, asTexts, at } from './value';
import type { Workload } from './workload';

/** A host and a port. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number | undefined;
}

/** Reads `host:port`; nothing of an address with a scheme, a path or brackets. */
export function hostAndPort(address: string): HostAndPort | undefined {
  const [, host, port] = /^([\w.-]+)(?::(\d+))?$/.exec(address) ?? [];
  return host === undefined ? undefined : { host, port: port === undefined ? undefined : Number(port) };
}

/** What is behind a name of the cluster's DNS, as far as it is made here. */
export interface Destination {
  readonly service: KubernetesObject;
  /** The workloads that the Service selects. */
  readonly workloads: readonly Workload[];
  /** Whether the name is that of one pod. */
  readonly onePod: boolean;
  /** The pod's name, if it is a name of one. */
  readonly pod: string;
}

/** Finds what a host name is for, seen from a namespace. `undefined` where no Service of that name is made here. */
export function destinationOf(cluster: Inventory, host: string, namespace: string): Destination | undefined {
  const labels = host.split('.');
  const end = labels.indexOf('svc', 2);
  const [first = '', second, third, ...more] = end === -1 ? labels : labels.slice(0, end);
  if (more.length > 0) return undefined;
  if (third !== undefined && second !== undefined) return found(cluster, second, third, first);
  if (second === undefined) return found(cluster, first, namespace);
  return found(cluster, first, second) ?? (end === -1 ? found(cluster, second, namespace, first) : undefined);
}

function found(cluster: Inventory, name: string, namespace: string, pod?: string): Destination | undefined {
  const service = cluster.find('', 'Service', namespace, name);
  const selector = asTexts(at(service, 'spec', 'selector'));
  if (!service || Object.keys(selector).length === 0) return undefined;
  const workloads = cluster.selected(namespace, selector);
  if (workloads.length === 0) return undefined;
  if (pod === undefined) return { service, workloads, onePod: false, pod: '' };
  const owner = workloads.find((workload) => podNameIs(workload, pod));
  return { service, workloads: owner ? [owner] : workloads, onePod: true, pod };
}

/** Whether one of the workloads makes the pod of that name, and the Service gives it a name of its own. Unknown counts as yes. */
export function mayExist({ service, workloads, onePod, pod }: Destination): boolean {
  if (!onePod) return true;
  return workloads.some((workload) => {
    if (workload.object.kind !== 'StatefulSet') return true;
    if (asText(at(workload.object, 'spec', 'serviceName')) !== service.metadata.name) return false;
    const pods = podsOf(workload);
    return pods === undefined ? podNameIs(workload, pod) : pods.includes(pod);
  });
}

/** The port of the containers behind a port of a Service; `undefined` for a name that no container has. */
export function targetPort({ service, workloads, onePod }: Destination, port: number): number | undefined {
  // A headless Service leaves ports as they are.
  if (onePod || at(service, 'spec', 'clusterIP') === 'None') return port;
  const entry = asList(at(service, 'spec', 'ports')).find((each) => at(each, 'port') === port);
  const target = at(entry, 'targetPort');
  return asNumber(target) ?? (typeof target === 'string' ? namedPort(workloads, target) : port);
}

/** The number of a port that containers declare by name. */
export function namedPort(workloads: readonly Workload[], name: string): number | undefined {
  const ports = workloads.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports));
  return ports.find((port) => port.name === name)?.number;
}

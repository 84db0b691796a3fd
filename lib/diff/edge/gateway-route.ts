import { GATEWAY_GROUP } from '../../manifests/gateway-route';
import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, namespaceOf, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import { hostsOf } from '../exposed-hosts';
import { covers } from '../host-names';
import { redirectsAll } from './redirect';

/** A listener of a Gateway. */
export interface Listener {
  readonly gateway: KubernetesObject;
  readonly name: string;
  readonly fields: unknown;
}

export function listenersOf(gateway: KubernetesObject): Listener[] {
  return asList(specOf(gateway)['listeners']).map((fields) => ({
    gateway,
    name: asText(at(fields, 'name')) ?? '',
    fields,
  }));
}

/** Whether a listener takes what is encrypted alone. */
export function isEncrypted(listener: unknown): boolean {
  return at(listener, 'protocol') === 'HTTPS' || at(listener, 'protocol') === 'TLS';
}

/** A Gateway, or a listener of it, that a route asks for. */
export interface Parent {
  readonly namespace: string;
  readonly name: string;
  readonly sectionName: string | undefined;
  /** `undefined` where it is not made here. */
  readonly gateway: KubernetesObject | undefined;
  /** Those of its listeners that the route is for. */
  readonly listeners: readonly Listener[];
}

/** What a route asks for, as far as those are Gateways. */
export function parentsOf(cluster: Inventory, route: KubernetesObject): Parent[] {
  return asList(specOf(route)['parentRefs'])
    .filter((reference) => (asText(at(reference, 'kind')) ?? 'Gateway') === 'Gateway')
    .map((reference) => {
      const namespace = asText(at(reference, 'namespace')) ?? namespaceOf(route);
      const name = asText(at(reference, 'name')) ?? '';
      const sectionName = asText(at(reference, 'sectionName'));
      const port = at(reference, 'port');
      const gateway = cluster.find(GATEWAY_GROUP, 'Gateway', namespace, name);
      const listeners = (gateway ? listenersOf(gateway) : []).filter(
        (listener) =>
          (sectionName === undefined || listener.name === sectionName) &&
          (port === undefined || at(listener.fields, 'port') === port) &&
          hostsMeet(asText(at(listener.fields, 'hostname')) ?? '', hostsOf(route)),
      );
      return { namespace, name, sectionName, gateway, listeners };
    });
}

/** The listeners without TLS at which a route has something to say other than to come by https. */
export function plainListeners(cluster: Inventory, route: KubernetesObject): string[] {
  if (redirectsAll(cluster, route)) return [];
  const listeners = parentsOf(cluster, route).flatMap((parent) => parent.listeners);
  return listeners.filter(({ fields }) => at(fields, 'protocol') === 'HTTP').map(({ name }) => name);
}

function hostsMeet(listener: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => covers(listener, host) || covers(host, listener));
}

import type { Inventory } from '../manifests/inventory';
import { groupOf, type KubernetesObject, specOf } from '../manifests/kubernetes-object';
import { asList, asText, at } from '../manifests/value';
import { redirectsAll } from './edge/redirect';
import { covers } from './host-names';

/** Kinds that lead requests from outside to Services, by what they say of hosts. */
export const ROUTES = [
  'networking.k8s.io/Ingress',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/HTTPRoute',
  'gateway.networking.k8s.io/GRPCRoute',
  'gateway.networking.k8s.io/TLSRoute',
  'traefik.io/IngressRoute',
  'traefik.containo.us/IngressRoute',
] as const;

/** The hosts that an object answers for; an empty one stands for all. */
export function hostsOf(object: KubernetesObject): readonly string[] {
  const spec = specOf(object);
  switch (object.kind) {
    case 'Ingress':
      return asList(spec['rules']).map((rule) => asText(at(rule, 'host')) ?? '');
    case 'Gateway':
      return listenerHosts(asList(spec['listeners']));
    case 'IngressRoute':
      return asList(spec['routes']).flatMap((route) => {
        const hosts = [...(asText(at(route, 'match')) ?? '').matchAll(/Host\(([^)]*)\)/g)];
        return hosts.flatMap(([, names = '']) => [...names.matchAll(/[`"]([^`"]+)[`"]/g)].map(([, name = '']) => name));
      });
    default: {
      const names = asList(spec['hostnames']).filter((name) => typeof name === 'string');
      return names.length > 0 ? names : [''];
    }
  }
}

/** Beside listeners with TLS, one without is there to send clients to them. */
function listenerHosts(listeners: readonly unknown[]): string[] {
  const encrypted = listeners.filter((listener) => at(listener, 'tls') !== undefined);
  return (encrypted.length > 0 ? encrypted : listeners).map((listener) => asText(at(listener, 'hostname')) ?? '');
}

/** Whether a Gateway of a cluster answers for a host; or an Ingress or route, which are what a Gateway leads to. */
export function answersFor(cluster: Inventory, host: string, isGateway: boolean): boolean {
  return ROUTES.flatMap((kind) => cluster.ofKind(kind.split('/')[0] ?? '', kind.split('/')[1] ?? ''))
    .filter((object) => (groupOf(object) === 'gateway.networking.k8s.io' && object.kind === 'Gateway') === isGateway)
    .filter((object) => !redirectsAll(cluster, object))
    .some((object) => hostsOf(object).some((each) => covers(each, host)));
}

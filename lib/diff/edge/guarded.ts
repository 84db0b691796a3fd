import { routesOf } from '../../manifests/gateway-route';
import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, nameOf, specOf } from '../../manifests/kubernetes-object';
import { type Door, doorsOf, guardsOf, isFor, isForListener } from './access-policy';
import { parentsOf } from './gateway-route';
import { redirectsAll } from './redirect';

const ENVOY = 'gateway.envoyproxy.io';

/** What asks clients of a route who they are: policies for it, or else for its Gateway; and certificates that its listeners ask for. */
export function guardsOfRoute(cluster: Inventory, route: KubernetesObject): string[] {
  const security = cluster.ofKind(ENVOY, 'SecurityPolicy');
  const own = security.filter((policy) => isFor(policy, route));
  const listeners = parentsOf(cluster, route).flatMap((parent) => parent.listeners);
  const onListeners = (policies: readonly KubernetesObject[]) =>
    listeners.length === 0
      ? []
      : policies.filter((policy) => listeners.every(({ gateway, name }) => isForListener(policy, gateway, name)));
  const alone = own.length > 0 && own.every((policy) => specOf(policy)['mergeType'] === undefined);
  const inherited = alone ? [] : onListeners(security);
  const certificates = onListeners(cluster.ofKind(ENVOY, 'ClientTrafficPolicy'));
  return [...own, ...inherited, ...certificates].flatMap(guardsOf);
}

/** The routes that a policy is for: its own, and those at its Gateway. */
export function routesFor(
  cluster: Inventory,
  policy: KubernetesObject,
  routes: readonly KubernetesObject[],
): KubernetesObject[] {
  return routes.filter(
    (route) =>
      isFor(policy, route) ||
      parentsOf(cluster, route).some(({ listeners }) =>
        listeners.some(({ gateway, name }) => isForListener(policy, gateway, name)),
      ),
  );
}

/** Whom policies of a cluster let in by tokens, at routes of some names. */
export function doorsAt(cluster: Inventory, names: readonly string[]): Door[] {
  const routes = routesOf(cluster).filter((route) => names.includes(nameOf(route)));
  return cluster
    .ofKind(ENVOY, 'SecurityPolicy')
    .filter((policy) => routesFor(cluster, policy, routes).length > 0)
    .flatMap(doorsOf);
}

/** Whether a route is one that everybody may use: its Gateway is known, and nothing asks clients who they are. */
export function isUnguarded(cluster: Inventory, route: KubernetesObject): boolean {
  const known = parentsOf(cluster, route).some(({ gateway }) => gateway !== undefined);
  return known && !redirectsAll(cluster, route) && guardsOfRoute(cluster, route).length === 0;
}

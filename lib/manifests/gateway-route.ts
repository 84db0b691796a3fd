import type { Inventory } from './inventory';
import { type KubernetesObject, specOf } from './kubernetes-object';
import { asList, at } from './value';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** The routes of a cluster that Gateways lead to. */
export function routesOf(cluster: Inventory): readonly KubernetesObject[] {
  return ['HTTPRoute', 'GRPCRoute'].flatMap((kind) => cluster.ofKind(GATEWAY_GROUP, kind));
}

/** What a route leads to, by all of its rules. */
export function backendsOf(route: KubernetesObject): unknown[] {
  return asList(specOf(route)['rules']).flatMap((rule) => asList(at(rule, 'backendRefs')));
}

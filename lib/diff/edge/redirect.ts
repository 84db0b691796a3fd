import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, namespaceOf, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';

/** The groups of Traefik's own kinds. */
export const TRAEFIK_GROUPS = ['traefik.io', 'traefik.containo.us'];

/** Whether all that a route does is to send clients elsewhere, to https as a rule. */
export function redirectsAll(cluster: Inventory, route: KubernetesObject): boolean {
  const spec = specOf(route);
  if (route.kind === 'HTTPRoute') {
    const rules = asList(spec['rules']);
    return rules.length > 0 && rules.every((rule) => redirect(rule) !== undefined);
  }
  const routes = route.kind === 'IngressRoute' ? asList(spec['routes']) : [];
  return (
    routes.length > 0 &&
    routes.every((each) =>
      middlewaresOf(each, route).some(
        (key) => at(findMiddleware(cluster, key), 'spec', 'redirectScheme', 'scheme') === 'https',
      ),
    )
  );
}

/** Where a rule of an HTTPRoute sends clients to. */
export function redirect(rule: unknown): unknown {
  return asList(at(rule, 'filters'))
    .map((filter) => at(filter, 'requestRedirect'))
    .find((found) => found !== undefined);
}

/** The middlewares of one of an IngressRoute's routes, as `<namespace>/<name>`. */
export function middlewaresOf(route: unknown, of: KubernetesObject): string[] {
  return asList(at(route, 'middlewares')).map(
    (each) => `${asText(at(each, 'namespace')) ?? namespaceOf(of)}/${asText(at(each, 'name')) ?? ''}`,
  );
}

export function findMiddleware(cluster: Inventory, key: string): KubernetesObject | undefined {
  const [namespace = '', name = ''] = key.split('/');
  return TRAEFIK_GROUPS.map((group) => cluster.find(group, 'Middleware', namespace, name)).find(
    (found) => found !== undefined,
  );
}

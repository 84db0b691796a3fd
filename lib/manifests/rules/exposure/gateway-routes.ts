import { GATEWAY_GROUP, routesOf } from '../../gateway-route';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, namespaceOf, specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { asList, asText, at } from '../../value';

/** Routes for a listener that their Gateway does not have. Gateways that are not among the manifests may have any. */
export const missingListener: ManifestRule = {
  rule: 'THANOS-231',
  check: (cluster) =>
    routesOf(cluster).flatMap((route) =>
      asList(specOf(route)['parentRefs']).flatMap((parent) => {
        const section = asText(at(parent, 'sectionName'));
        const gateway = section === undefined ? undefined : gatewayOf(cluster, route, parent);
        if (!gateway || listenersOf(gateway).includes(section)) return [];
        return [
          {
            object: route,
            what: `It is for listener "${section}" of Gateway "${gateway.metadata.name}", which has ${listenersOf(gateway).join(', ') || 'none'}: nobody is ever sent to it`,
            fix: 'Write the name of one of its listeners into sectionName, or add the listener to the Gateway',
            related: [gateway],
          },
        ];
      }),
    ),
};

/** The Gateway that a route asks for, if it is made here. */
export function gatewayOf(cluster: Inventory, route: KubernetesObject, parent: unknown): KubernetesObject | undefined {
  if ((asText(at(parent, 'kind')) ?? 'Gateway') !== 'Gateway') return undefined;
  const namespace = asText(at(parent, 'namespace')) ?? namespaceOf(route);
  return cluster.find(GATEWAY_GROUP, 'Gateway', namespace, asText(at(parent, 'name')) ?? '');
}

function listenersOf(gateway: KubernetesObject): (string | undefined)[] {
  return asList(specOf(gateway)['listeners']).map((listener) => asText(at(listener, 'name')));
}

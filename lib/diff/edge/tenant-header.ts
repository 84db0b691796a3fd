import { thanosBehind } from '../../manifests/backend';
import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, namespaceOf, specOf } from '../../manifests/kubernetes-object';
import { asList, asNumber, asText, at } from '../../manifests/value';
import { TENANT } from '../../values/tenant';

const FLAGS = ['receive.tenant-header', 'query.tenant-header', 'query-frontend.tenant-header'];

/** The headers by which processes of a cluster are told the tenant, in lower case. */
export function tenantHeaders(cluster: Inventory): ReadonlySet<string> {
  const own = cluster.thanos.flatMap((process) => FLAGS.flatMap((flag) => process.flag(flag) ?? []));
  return new Set([TENANT.header, ...own].map((header) => header.toLowerCase()));
}

/** Whether remote writes come by a route. */
export function takesWrites(cluster: Inventory, route: KubernetesObject): boolean {
  return asList(specOf(route)['rules']).some((rule) => {
    const paths = asList(at(rule, 'matches')).map((match) => asText(at(match, 'path', 'value')) ?? '');
    if (paths.some((path) => /\/api\/v1\/(receive|write)$/.test(path))) return true;
    return asList(at(rule, 'backendRefs')).some((backend) => {
      const namespace = asText(at(backend, 'namespace')) ?? namespaceOf(route);
      const service = asText(at(backend, 'name')) ?? '';
      return thanosBehind(cluster, namespace, service, asNumber(at(backend, 'port'))).some(
        ({ listener }) => listener === 'remote-write',
      );
    });
  });
}

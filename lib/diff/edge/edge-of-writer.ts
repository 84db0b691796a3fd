import { askingFor, showsCertificate } from '../../manifests/client-certificates';
import { backendsOf, routesOf } from '../../manifests/gateway-route';
import { ingressesOf } from '../../manifests/ingress';
import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import { hostsOf } from '../exposed-hosts';
import { doorsOf, guardsOf } from './access-policy';
import { routesFor } from './guarded';
import { isCovered, matchesOf } from './route-match';
import { clusterHeader, headersOf, hostOf, methodsOf, pathOf, subjectOf, tokenOf } from './token-writer';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Why the edge of a cluster refuses a remote write of a Prometheus in the same cluster; `undefined` where it does not, or is made
 * elsewhere.
 */
export function refusal(cluster: Inventory, prometheus: KubernetesObject, write: Fields): string | undefined {
  const host = hostOf(write);
  const asking = showsCertificate(write) ? undefined : askingFor(cluster, host);
  if (asking) return `${nameOf(asking)} asks clients of ${host} for certificates, and it shows none`;
  const routes = routesOfHost(cluster, host);
  if (routes.length === 0) return undefined;
  const conditions = headersOf(write).map(([name, value]) => `${name}=${value}`);
  const request = { host, path: `Exact ${pathOf(write)}`, conditions };
  const takers = routes.filter((route) => matchesOf(route).some((match) => isCovered(request, match)));
  if (takers.length === 0) {
    const header = clusterHeader(write);
    return `no route of ${host} is for ${header === undefined ? 'requests without THANOS-CLUSTER' : `THANOS-CLUSTER: ${header}`}, so that they are answered 404`;
  }
  const reasons = takers.map((route) => refusedBy(cluster, route, prometheus, write));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Whether the edge that a remote write goes to is made in a cluster, by the Gateway API. */
export function hasEdge(cluster: Inventory, write: Fields): boolean {
  return routesOfHost(cluster, hostOf(write)).length > 0;
}

function routesOfHost(cluster: Inventory, host: string): KubernetesObject[] {
  return routesOf(cluster).filter((route) => host !== '' && hostsOf(route).includes(host));
}

function refusedBy(
  cluster: Inventory,
  route: KubernetesObject,
  prometheus: KubernetesObject,
  write: Fields,
): string | undefined {
  const policies = cluster
    .ofKind('gateway.envoyproxy.io', 'SecurityPolicy')
    .filter((policy) => routesFor(cluster, policy, [route]).length > 0);
  const doors = policies.flatMap(doorsOf);
  const methods = methodsOf(write);
  if (doors.length === 0) {
    const wantsPassword = policies.some((policy) => guardsOf(policy).includes('basicAuth'));
    if (!wantsPassword || methods.includes('user and password')) return undefined;
    return `${nameOf(route)} asks for user and password, and it sends ${methods.join(' and ') || 'nothing of the kind'}`;
  }
  if (!methods.includes('a token')) {
    return `${nameOf(route)} asks for a token, and it sends ${methods.join(' and ') || 'none'}`;
  }
  const token = tokenOf(specOf(prometheus), write);
  if (token?.audience === undefined) return undefined;
  const audience = doors.filter((door) => door.audience === '*' || door.audience === token.audience);
  if (audience.length === 0) {
    return `${nameOf(route)} takes tokens for ${[...new Set(doors.map((door) => door.audience))].join(', ')}, and its are for ${token.audience}`;
  }
  const subject = subjectOf(prometheus);
  const isAdmitted = audience.some(({ who }) => who === subject || !who.startsWith('system:serviceaccount:'));
  if (isAdmitted) return undefined;
  return `${nameOf(route)} admits ${[...new Set(audience.map(({ who }) => who))].join(', ')}, and it is ${subject}`;
}

/** The Services that a cluster leads requests for a host to, as `<namespace>/<name>`. */
export function servicesOfHost(cluster: Inventory, host: string): string[] {
  if (host === '') return [];
  const ingresses = ingressesOf(cluster).flatMap(({ namespace, paths }) =>
    paths.filter((path) => path.host === host).map(({ service }) => `${namespace}/${service}`),
  );
  const routes = [...routesOf(cluster), ...cluster.ofKind('traefik.io', 'IngressRoute')].filter((route) =>
    hostsOf(route).includes(host),
  );
  const backends = routes.flatMap((route) =>
    [...backendsOf(route), ...asList(specOf(route)['routes']).flatMap((each) => asList(at(each, 'services')))].map(
      (backend) => `${asText(at(backend, 'namespace')) ?? namespaceOf(route)}/${asText(at(backend, 'name')) ?? ''}`,
    ),
  );
  return [...new Set([...ingresses, ...backends])].sort();
}

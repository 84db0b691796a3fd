import { jsonText } from '../../../values/json';
import { clashes } from '../../clashes';
import { ingressesOf } from '../../ingress';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { asList, asText, at } from '../../value';

const NGINX = 'nginx.ingress.kubernetes.io';
/** Controllers that make a load balancer, and so an address, for each Ingress. */
const OWN_ADDRESS = /^(alb|gce|gce-internal)$/;

/** A host and path, among those that one edge of the cluster serves. */
interface Place {
  readonly object: KubernetesObject;
  /** What no other may have. */
  readonly key: string;
  /** The address, as messages say it. */
  readonly address: string;
}

/** Two Ingresses, or two routes of one Gateway, for the same host and path. */
export const sameHostAndPath: ManifestRule = {
  rule: 'THANOS-205',
  check: (cluster) =>
    clashes([...ofIngresses(cluster), ...ofRoutes(cluster)], ({ key }) => key).map(
      ([{ object: earlier }, { object, address }]) => ({
        object,
        what: `${address} already leads to ${earlier === object ? 'another place in the same object' : `that of ${nameOf(earlier)}`}: requests would go to either`,
        fix: 'Give one of the two another host or path',
        related: earlier === object ? [] : [earlier],
      }),
    ),
};

function ofIngresses(cluster: Inventory): Place[] {
  return ingressesOf(cluster).flatMap(({ object, annotations, className, paths }) => {
    if (OWN_ADDRESS.test(className) || annotations[`${NGINX}/canary`] === 'true') return [];
    const entryPoints = annotations['traefik.ingress.kubernetes.io/router.entrypoints'] ?? '';
    return paths.map(({ host, path, pathType }) => ({
      object,
      key: `Ingress ${className} ${entryPoints} ${host} ${pathType} ${path}`,
      address: `${host || 'Any host'}${path}`,
    }));
  });
}

const EVERYTHING = [{ path: { type: 'PathPrefix', value: '/' } }];

/** Of HTTPRoutes, also methods, headers and parameters count, and the listener that they belong to. */
function ofRoutes(cluster: Inventory): Place[] {
  return cluster.ofKind('gateway.networking.k8s.io', 'HTTPRoute').flatMap((object) => {
    const spec = specOf(object);
    const hosts = orDefault(asList(spec['hostnames']), ['']);
    const matches = asList(spec['rules']).flatMap((rule) => orDefault(asList(at(rule, 'matches')), EVERYTHING));
    const places = hosts.flatMap((host) => matches.map((match) => ({ host: asText(host) ?? '', match })));
    return asList(spec['parentRefs']).flatMap((parent) => {
      const gateway = [
        asText(at(parent, 'namespace')) ?? namespaceOf(object),
        ...['kind', 'name', 'sectionName', 'port'].map((field) => String(at(parent, field) ?? '')),
      ].join(' ');
      return places.map(({ host, match }) => ({
        object,
        key: `HTTPRoute ${gateway} ${host} ${jsonText(match)}`,
        address: `${host || 'Any host'}${asText(at(match, 'path', 'value')) ?? '/'}`,
      }));
    });
  });
}

function orDefault(list: readonly unknown[], fallback: readonly unknown[]): readonly unknown[] {
  return list.length > 0 ? list : fallback;
}

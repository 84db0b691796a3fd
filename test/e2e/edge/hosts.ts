import type { Ingress, KubernetesObject } from '../cluster/objects';
import type { Authority } from './authority';

/** In every namespace of a scenario: the authority that signed the hosts' certificates, under `ca.crt`. */
export const AUTHORITY_SECRET = 'edge-ca';

/** The TLS Secrets that Ingresses name, which in other clusters cert-manager makes. */
export function tlsSecrets(objects: readonly KubernetesObject[], authority: Pick<Authority, 'sign'>): object[] {
  const hosts = new Map<string, { readonly namespace?: string; readonly name: string; readonly hosts: string[] }>();
  for (const { metadata, spec } of objects.filter((object): object is Ingress => object.kind === 'Ingress')) {
    for (const { secretName: name = '', hosts: more = [] } of spec.tls ?? []) {
      const key = `${metadata.namespace}/${name}`;
      const known = hosts.get(key)?.hosts ?? [];
      hosts.set(key, { namespace: metadata.namespace, name, hosts: [...known, ...more] });
    }
  }
  return [...hosts.values()].map(({ namespace, name, hosts }) => {
    const { certificate, key } = authority.sign(hosts);
    const stringData = { 'tls.crt': certificate, 'tls.key': key };
    return { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata: { namespace, name }, stringData };
  });
}

/** A host of a scenario: `receive` and the namespace in `receive.<namespace>.svc`. */
const HOST = /^([^.]+)\.([^.]+)\.svc$/;

/** The namespaces in which DNS for the hosts of these Ingresses is made. */
export function hostNamespaces(objects: readonly KubernetesObject[]): string[] {
  return hostsOf(objects).map(([, namespace]) => namespace);
}

/**
 * DNS for hosts called `<name>.<namespace>.svc`, as seen by pods: a headless Service without selector that leads to the ingress
 * controller. It works in every cluster, and needs no domain.
 */
export function hostServices(objects: readonly KubernetesObject[], address: string): object[] {
  return hostsOf(objects).flatMap(([name, namespace]) => {
    const ports = [{ name: 'https', port: 443, protocol: 'TCP' }];
    return [
      { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec: { clusterIP: 'None', ports } },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { namespace, name, labels: { 'kubernetes.io/service-name': name } },
        addressType: 'IPv4',
        endpoints: [{ addresses: [address] }],
        ports,
      },
    ];
  });
}

function hostsOf(objects: readonly KubernetesObject[]): [name: string, namespace: string][] {
  const hosts = objects
    .filter((object): object is Ingress => object.kind === 'Ingress')
    .flatMap(({ spec }) => (spec.tls ?? []).flatMap(({ hosts = [] }) => hosts));
  return [...new Set(hosts)].map((host) => {
    const [, name, namespace] = HOST.exec(host) ?? [];
    if (name === undefined || namespace === undefined) {
      throw new Error(`Host ${host} is none that pods can find: its domain has to be e2e.domain, or e2e.domainIn(…)`);
    }
    return [name, namespace];
  });
}

import type { Gateway, Ingress, IngressRoute, KubernetesObject } from '../cluster/objects';
import type { Authority } from './authority';

/** In every namespace of a scenario: the authority that signed the hosts' certificates, under `ca.crt`. */
export const AUTHORITY_SECRET = 'edge-ca';

/** The kinds whose objects name hosts, and the Secrets with their certificates. */
type EdgeKind = 'Ingress' | 'Gateway' | 'IngressRoute';

/** The TLS Secrets that Ingresses, Gateways and IngressRoutes name, which in other clusters cert-manager makes. */
export function tlsSecrets(objects: readonly KubernetesObject[], authority: Pick<Authority, 'sign'>): object[] {
  const hosts = new Map<string, { readonly namespace?: string; readonly name: string; readonly hosts: string[] }>();
  for (const object of objects) {
    const { namespace } = object.metadata;
    for (const { secretName: name, hosts: more } of served(object)) {
      const key = `${namespace}/${name}`;
      const known = hosts.get(key)?.hosts ?? [];
      hosts.set(key, { namespace, name, hosts: [...known, ...more] });
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

/** The namespaces in which DNS for the hosts of these objects is made. */
export function hostNamespaces(objects: readonly KubernetesObject[]): string[] {
  return objects.flatMap(served).flatMap(({ hosts }) => hosts.map((host) => split(host).namespace));
}

/** DNS for the hosts of objects of a kind, which lead to its address. */
export function hostServices(objects: readonly KubernetesObject[], kind: EdgeKind, address: string): object[] {
  const hosts = objects
    .filter((object) => object.kind === kind)
    .flatMap(served)
    .flatMap((each) => each.hosts);
  return [...new Set(hosts)].flatMap((host) => hostService(host, address));
}

/**
 * DNS for a host called `<name>.<namespace>.svc`, as seen by pods: a headless Service without selector. It works in every cluster,
 * and needs no domain.
 */
export function hostService(host: string, address: string): object[] {
  const metadata = split(host);
  const ports = [{ name: 'https', port: 443, protocol: 'TCP' }];
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: 'None', ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address] }],
      ports,
    },
  ];
}

function split(host: string): { readonly namespace: string; readonly name: string } {
  const [, name, namespace] = HOST.exec(host) ?? [];
  if (name === undefined || namespace === undefined) {
    throw new Error(`Host ${host} is none that pods can find: its domain has to be e2e.domain, or e2e.domainIn(…)`);
  }
  return { namespace, name };
}

/** The hosts of an object by the Secrets with their certificates. */
function served(object: KubernetesObject): { readonly secretName: string; readonly hosts: readonly string[] }[] {
  if (isIngress(object)) {
    return (object.spec.tls ?? []).map(({ secretName = '', hosts = [] }) => ({ secretName, hosts }));
  }
  if (isIngressRoute(object)) {
    const { routes, tls } = object.spec;
    const hosts = routes.flatMap(({ match }) => [...match.matchAll(/Host\(`([^`]+)`\)/g)].map(([, host = '']) => host));
    return tls?.secretName ? [{ secretName: tls.secretName, hosts }] : [];
  }
  if (!isGateway(object)) return [];
  return object.spec.listeners.flatMap(({ hostname, tls }) =>
    (tls?.certificateRefs ?? []).map(({ name }) => ({ secretName: name, hosts: hostname ? [hostname] : [] })),
  );
}

const isIngress = (object: KubernetesObject): object is Ingress => object.kind === 'Ingress';
const isIngressRoute = (object: KubernetesObject): object is IngressRoute => object.kind === 'IngressRoute';
const isGateway = (object: KubernetesObject): object is Gateway => object.kind === 'Gateway';

import type { Inventory } from './inventory';
import { annotationsOf, type KubernetesObject, namespaceOf, specOf } from './kubernetes-object';
import { asList, asNumber, asText, at } from './value';

/** One path of an Ingress. */
export interface IngressPath {
  /** Empty for all hosts. */
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly service: string;
  readonly port: number | string | undefined;
}

/** An Ingress, as far as its fields are what they should be. */
export interface Ingress {
  readonly object: KubernetesObject;
  readonly namespace: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** Empty for the cluster's default. */
  readonly className: string;
  readonly paths: readonly IngressPath[];
  /** The hosts with a certificate; an empty one is for all of them. */
  readonly tlsHosts: readonly string[];
}

const known = new WeakMap<Inventory, readonly Ingress[]>();

/** All Ingresses of a cluster. */
export function ingressesOf(cluster: Inventory): readonly Ingress[] {
  const read = known.get(cluster) ?? cluster.ofKind('networking.k8s.io', 'Ingress').map(ingress);
  known.set(cluster, read);
  return read;
}

function ingress(object: KubernetesObject): Ingress {
  const spec = specOf(object);
  const annotations = annotationsOf(object);
  const rules = asList(spec['rules']).flatMap((rule) =>
    asList(at(rule, 'http', 'paths')).map((each) => ingressPath(asText(at(rule, 'host')) ?? '', each)),
  );
  return {
    object,
    namespace: namespaceOf(object),
    annotations,
    className: asText(spec['ingressClassName']) ?? annotations['kubernetes.io/ingress.class'] ?? '',
    paths: rules,
    tlsHosts: asList(spec['tls']).flatMap((tls) => {
      const hosts = asList(at(tls, 'hosts')).filter((host) => typeof host === 'string');
      return hosts.length > 0 ? hosts : [''];
    }),
  };
}

function ingressPath(host: string, path: unknown): IngressPath {
  const port = at(path, 'backend', 'service', 'port');
  return {
    host,
    path: asText(at(path, 'path')) ?? '/',
    pathType: asText(at(path, 'pathType')) ?? '',
    service: asText(at(path, 'backend', 'service', 'name')) ?? '',
    port: asNumber(at(port, 'number')) ?? asText(at(port, 'name')),
  };
}

/** Whether the certificates of an Ingress are for a host. */
export function hasTls({ tlsHosts }: Ingress, host: string): boolean {
  return tlsHosts.some((each) => each === '' || each === host || each === host.replace(/^[^.]*/, '*'));
}

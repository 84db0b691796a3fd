import { thanosBehind } from '../../manifests/backend';
import { isOptional } from '../../manifests/client-certificates';
import { type Ingress, type IngressPath, ingressesOf } from '../../manifests/ingress';
import type { Inventory } from '../../manifests/inventory';
import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { covers } from '../host-names';

const NGINX = 'nginx.ingress.kubernetes.io/';

/** What clients are asked for, and which annotations say so. */
const WAYS = [
  { asked: 'user and password', annotations: /^auth-(type|secret|secret-type|realm)$/ },
  { asked: 'a certificate', annotations: /^auth-tls-/ },
] as const;

type Asked = (typeof WAYS)[number]['asked'];

/** What annotations of ingress-nginx have clients show. */
export function askedBy(annotations: Readonly<Record<string, string>>): Asked[] {
  const has = {
    'user and password': (annotations[`${NGINX}auth-type`] ?? '') !== '',
    'a certificate': (annotations[`${NGINX}auth-tls-secret`] ?? '') !== '' && !isOptional(annotations),
  };
  return WAYS.map(({ asked }) => asked).filter((asked) => has[asked]);
}

/** What an annotation is about. */
export function subjectOf(annotation: string): Asked | undefined {
  if (!annotation.startsWith(NGINX)) return undefined;
  return WAYS.find(({ annotations }) => annotations.test(annotation.slice(NGINX.length)))?.asked;
}

export function ingressOf(cluster: Inventory, object: KubernetesObject): Ingress | undefined {
  return ingressesOf(cluster).find((each) => each.object === object);
}

/** The Ingresses that take requests for a host and path of another one. */
export function takersOf({ paths }: Ingress, cluster: Inventory): Ingress[] {
  return ingressesOf(cluster).filter((other) =>
    paths.some((path) => other.paths.some((each) => covers(each.host, path.host) && isBelow(path, each))),
  );
}

/** Whether remote writes come by an Ingress. */
export function takesWrites({ namespace, paths }: Ingress, cluster: Inventory): boolean {
  return paths.some(
    ({ path, service, port }) =>
      /\/api\/v1\/(receive|write)$/.test(path) ||
      thanosBehind(cluster, namespace, service, port).some(({ listener }) => listener === 'remote-write'),
  );
}

function isBelow({ path }: IngressPath, { path: other, pathType }: IngressPath): boolean {
  const prefix = other.replace(/\/$/, '');
  return path === other || (pathType !== 'Exact' && path.startsWith(`${prefix}/`));
}

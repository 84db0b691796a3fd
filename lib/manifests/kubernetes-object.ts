import { asMap, asText, asTexts, at } from './value';

/** An object as the API server would be given it. Only what is checked here is certain. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Whether a document is a Kubernetes object with a name. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return [at(value, 'apiVersion'), at(value, 'kind'), at(value, 'metadata', 'name')].every(
    (part) => typeof part === 'string',
  );
}

/** The API group: `apps`, or the empty one of Pods and Services. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

export function namespaceOf(object: KubernetesObject): string {
  return asText(object.metadata.namespace) ?? '';
}

/** What no two objects of a cluster share: group, kind, namespace and name. */
export function keyOf(object: KubernetesObject): string {
  return `${groupOf(object)}/${object.kind}/${namespaceOf(object)}/${object.metadata.name}`;
}

export function labelsOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return asTexts(at(object, 'metadata', 'labels'));
}

export function annotationsOf(object: KubernetesObject): Readonly<Record<string, string>> {
  return asTexts(at(object, 'metadata', 'annotations'));
}

export function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  return asMap(object['spec']);
}

/** The object as messages call it: `StatefulSet thanos/thanos-receive`. */
export function nameOf(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${object.metadata.name}`;
}

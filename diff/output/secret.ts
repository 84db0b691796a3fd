import type { PatchOperation } from '../../lib/diff/change';
import type { Path } from '../../lib/diff/path';
import type { KubernetesObject } from '../../lib/manifests/kubernetes-object';

/** What is printed in place of what a Secret holds. */
export const HIDDEN = '(hidden)';

/** Where `kubectl apply` keeps the whole object once more. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether what an object holds is nobody's business. */
export function isSecret({ kind }: KubernetesObject): boolean {
  return kind === 'Secret';
}

/** The path of a change in a Secret, without what it says of the content: items of a list are named by what they hold. */
export function pathInSecret(path: Path): Path {
  return isContent(path[0]) ? path.slice(0, 2) : path;
}

/** A value at a path of a Secret, with `HIDDEN` in place of each that it holds. The keys stay. */
export function valueInSecret(path: Path, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const [first, second, third] = path;
  if (isContent(first) && (path.length > 1 || !isMap(value))) return HIDDEN;
  if (first === 'metadata' && second === 'annotations' && third === LAST_APPLIED) return HIDDEN;
  if (path.length > 2 || !isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, valueInSecret([...path, key], part)]));
}

/** A step of the patch of a Secret, without what the Secret holds. */
export function stepInSecret(step: PatchOperation): PatchOperation {
  const parts = step.path.split('/').slice(1);
  const pointer = ['', ...pathInSecret(parts)].join('/');
  if (step.op === 'remove') return { ...step, path: pointer };
  const path = parts.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return { ...step, path: pointer, value: valueInSecret(path, step.value) };
}

function isContent(field: string | undefined): boolean {
  return field === 'data' || field === 'stringData';
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

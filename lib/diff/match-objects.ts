import { type KubernetesObject, keyOf } from '../manifests/kubernetes-object';
import type { ObjectChange } from './change';
import type { ObjectComparer } from './compare/compare-objects';
import { withRenames } from './renames';

/**
 * The objects that differ between two states of a cluster. They are matched by group, kind, namespace and name, whatever file they are in.
 */
export function matchObjects(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  comparer: ObjectComparer,
): ObjectChange[] {
  const earlier = new Map(before.map((object) => [keyOf(object), object]));
  const changes: ObjectChange[] = [];
  for (const object of after) {
    const key = keyOf(object);
    const old = earlier.get(key);
    earlier.delete(key);
    if (old === object) continue;
    if (!old) {
      changes.push({ type: 'added', after: object });
      continue;
    }
    const { fields, patch } = comparer.compare(old, object);
    if (fields.length > 0) changes.push({ type: 'changed', before: old, after: object, fields, patch });
  }
  for (const object of earlier.values()) changes.push({ type: 'removed', before: object });
  return withRenames(changes);
}

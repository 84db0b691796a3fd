import type { ConfigReader } from '../manifests/config-reader';
import { type KubernetesObject, keyOf } from '../manifests/kubernetes-object';
import type { ObjectChange } from './change';
import { compareObjects } from './compare/compare-objects';

/**
 * The objects that differ between two states of a cluster. They are matched by group, kind, namespace and name, whatever file they are in.
 */
export function matchObjects(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  reader: ConfigReader,
): ObjectChange[] {
  const earlier = new Map(before.map((object) => [keyOf(object), object]));
  const changes: ObjectChange[] = [];
  for (const object of after) {
    const key = keyOf(object);
    const old = earlier.get(key);
    earlier.delete(key);
    if (!old) {
      changes.push({ type: 'added', after: object });
      continue;
    }
    const { fields, patch } = compareObjects(old, object, reader);
    if (fields.length > 0) changes.push({ type: 'changed', before: old, after: object, fields, patch });
  }
  return [...changes, ...[...earlier.values()].map((object): ObjectChange => ({ type: 'removed', before: object }))];
}

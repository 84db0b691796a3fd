import { type KubernetesObject, specOf } from '../../../manifests/kubernetes-object';
import type { ChangeCode } from '../../catalogue';
import type { ChangedObject, FieldChange, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { Judgement } from '../../judgement';
import { isBelow } from '../../path';

/** The `spec` of a resource on both sides. */
export interface SpecChange {
  readonly change: ChangedObject;
  readonly object: KubernetesObject;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly cluster: ClusterChange;
}

/** A look at a resource that is there on both sides. */
export type SpecCheck = (spec: SpecChange) => Iterable<Judgement>;

export function specChange(change: ChangedObject, cluster: ClusterChange): SpecChange {
  return { change, object: change.after, before: specOf(change.before), after: specOf(change.after), cluster };
}

/** The changes below fields of `spec`. */
export function below({ change }: SpecChange, ...names: readonly string[]): FieldChange[] {
  return change.fields.filter(({ path }) => names.some((name) => isBelow(path, 'spec', ...name.split('.'))));
}

/** The same said of each of some changes. */
export function* each(fields: readonly FieldChange[], code: ChangeCode, message: string): Generator<Judgement> {
  for (const field of fields) yield { code, message, field };
}

/** Whether a change is one of an object of a kind, and what is on that side. */
export function wholeObject(
  change: ObjectChange,
  type: 'added' | 'removed',
  kind: string,
): KubernetesObject | undefined {
  if (change.type === 'changed' || change.type !== type) return undefined;
  const object = change.type === 'added' ? change.after : change.before;
  return object.kind === kind ? object : undefined;
}

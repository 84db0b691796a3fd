import type { KubernetesObject } from '../manifests/kubernetes-object';
import type { Path } from './path';

/** A value of an object that is another one, new, or gone. */
export interface FieldChange {
  readonly path: Path;
  /** `undefined` for what is new. */
  readonly before: unknown;
  /** `undefined` for what is gone. */
  readonly after: unknown;
}

/** A step of a JSON patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** An object that is there on both sides, and differs. */
export interface ChangedObject {
  readonly type: 'changed';
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  readonly fields: readonly FieldChange[];
  /** What makes the one of the other, up to the order of lists where that does not count, and without what Secrets hold. */
  readonly patch: readonly PatchOperation[];
}

/** An object that is there on one side alone. */
export interface AddedObject {
  readonly type: 'added';
  readonly after: KubernetesObject;
  /** An object that is gone and was nearly the same. @default - there is none */
  readonly renamedFrom?: KubernetesObject;
}

/** An object that is there on one side alone. */
export interface RemovedObject {
  readonly type: 'removed';
  readonly before: KubernetesObject;
  /** An object that is new and nearly the same. @default - there is none */
  readonly renamedTo?: KubernetesObject;
}

export type ObjectChange = ChangedObject | AddedObject | RemovedObject;

/** The object that a change is about, as it is now where it is there still. */
export function objectOf(change: ObjectChange): KubernetesObject {
  return change.type === 'removed' ? change.before : change.after;
}

import type { ChangeCode } from './catalogue';
import type { FieldChange, ObjectChange } from './change';
import type { ClusterChange } from './cluster-change';

/** What a rule says of a change. */
export interface Judgement {
  readonly code: ChangeCode;
  /** What happens, to what, with which values; and what to do instead or before, where there is something to do. */
  readonly message: string;
  /** The field that it is about. @default - the object as a whole */
  readonly field?: FieldChange;
}

/** Says what changes of some kinds of objects do. */
export interface ChangeRule {
  /** Group and kind of the objects that it looks at, such as `apps/StatefulSet` or `/Service`; `any` for all. */
  readonly kinds: readonly string[] | 'any';
  /**
   * Called once for each object of these kinds that is added, removed or changed. It may answer for some fields and not for others;
   * where several rules answer for a field, the worst counts.
   */
  judge(change: ObjectChange, cluster: ClusterChange): Iterable<Judgement>;
}

import { addTo } from '../../../values/multimap';
import type { ChangeCode } from '../../catalogue';
import type { ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { ChangeRule, Judgement } from '../../judgement';
import type { Cause } from './causes';

/** What happens, and the changes that make it happen: each of them is given the code. */
export interface Verdict {
  readonly code: ChangeCode;
  readonly message: string;
  readonly causes: readonly Cause[];
}

/** A look at a cluster as a whole. */
export type ClusterCheck = (cluster: ClusterChange) => Iterable<Verdict>;

/** A rule of checks that look at the whole cluster, once, and only when a change concerns them. */
export function clusterRule(
  kinds: readonly string[],
  concerns: (change: ObjectChange) => boolean,
  checks: readonly ClusterCheck[],
): ChangeRule {
  const known = new WeakMap<ClusterChange, ReadonlyMap<ObjectChange, readonly Judgement[]>>();
  return {
    kinds,
    judge(change, cluster) {
      if (!concerns(change)) return [];
      const found = known.get(cluster) ?? byChange(checks.flatMap((check) => [...check(cluster)]));
      known.set(cluster, found);
      return found.get(change) ?? [];
    },
  };
}

function byChange(verdicts: readonly Verdict[]): ReadonlyMap<ObjectChange, readonly Judgement[]> {
  const found = new Map<ObjectChange, Judgement[]>();
  for (const { code, message, causes } of verdicts) {
    for (const { change, field } of causes) {
      const others = found.get(change) ?? [];
      // Two containers, or two workloads, may say the same of one change.
      const said = others.some((each) => each.field === field && each.code === code && each.message === message);
      if (!said) addTo(found, change, { code, message, ...(field ? { field } : {}) });
    }
  }
  return found;
}

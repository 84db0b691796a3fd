import type { ChangeRule, Judgement } from '../judgement';
import { isBelow } from '../path';

/** What is said of every change, for all that no other rule speaks of. */
export const GENERAL_RULE: ChangeRule = {
  kinds: 'any',
  *judge(change): Iterable<Judgement> {
    if (change.type === 'added') yield { code: 'DIFF-003', message: 'is new' };
    else if (change.type === 'removed') yield { code: 'DIFF-004', message: 'is deleted where the GitOps tool prunes' };
    else
      for (const field of change.fields) {
        yield isBelow(field.path, 'metadata', 'labels') || isBelow(field.path, 'metadata', 'annotations')
          ? { code: 'DIFF-001', message: 'is for people and selectors: nothing restarts', field }
          : { code: 'DIFF-002', message: 'is taken over as it runs', field };
      }
  },
};

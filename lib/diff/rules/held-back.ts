import { workloadOf } from '../../manifests/workload';
import { levelOf } from '../catalogue';
import { objectOf } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { rolloutOf } from '../rollout';

/** A rule about pod templates, whose pods do not always roll: where they stay, what it says of a restart holds for later. */
export function heldBack(rule: ChangeRule): ChangeRule {
  return {
    kinds: rule.kinds,
    *judge(change, cluster): Iterable<Judgement> {
      const workload = workloadOf(objectOf(change));
      const rollout = workload && rolloutOf(workload, cluster.after);
      for (const judgement of rule.judge(change, cluster)) {
        const { code, message, field } = judgement;
        if (rollout?.code !== 'DIFF-102' || levelOf(code) !== 'restart') yield judgement;
        else yield { code: 'DIFF-102', message: `${message}. For now, ${rollout.message}`, field };
      }
    },
  };
}

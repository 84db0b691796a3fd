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
      for (const judgement of rule.judge(change, cluster)) {
        const { code, message, field } = judgement;
        const workload = levelOf(code) === 'restart' ? workloadOf(objectOf(change)) : undefined;
        const rollout = workload && rolloutOf(workload, cluster.after);
        if (rollout?.code !== 'DIFF-102') yield judgement;
        else yield { code: 'DIFF-102', message: `${message}. For now, ${rollout.message}`, field };
      }
    },
  };
}

import { labelsOf } from '../../manifests/kubernetes-object';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, sayOf } from './fields';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LEVELS = ['privileged', 'baseline', 'restricted'];

/** Which pods a Namespace lets in. */
export const NAMESPACE_RULE: ChangeRule = {
  kinds: ['/Namespace'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const [from, to] = [change.before, change.after].map((object) => labelsOf(object)[ENFORCE] ?? 'privileged');
    if (from === undefined || to === undefined || from === to) return;
    const fields = fieldsAt(change, 'metadata', 'labels', ENFORCE);
    if (LEVELS.indexOf(to) < LEVELS.indexOf(from)) {
      yield* sayOf(
        fields,
        'DIFF-350',
        `the Namespace lets in pods that ${from} forbids: whoever may make pods in it ${to === 'privileged' ? 'gets the node, and every Secret on it' : 'may run them as root'}. Keep ${from}, and give the one workload that needs more a Namespace of its own`,
      );
    } else {
      yield* sayOf(
        fields,
        'DIFF-351',
        `pods that run stay, and pods that break ${to} are refused when they start the next time. Try first: kubectl label --dry-run=server --overwrite namespace ${change.after.metadata.name} ${ENFORCE}=${to}`,
      );
    }
  },
};

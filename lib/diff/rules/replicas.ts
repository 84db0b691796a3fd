import { nameOf } from '../../manifests/kubernetes-object';
import { podsOf } from '../../manifests/stateful-pods';
import { asNumber, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { autoscalerOf } from '../rollout';
import { fieldsAt, listed, sayOf } from './fields';

/** How many pods there are, where nothing but their number changes. */
export const REPLICAS_RULE: ChangeRule = {
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet'],
  *judge(change, cluster): Iterable<Judgement> {
    const fields = fieldsAt(change, 'spec', 'replicas');
    if (change.type !== 'changed' || fields.length === 0) return;
    const workload = workloadOf(change.after);
    const earlier = workloadOf(change.before);
    if (!workload || !earlier) return;
    const [from, to] = [change.before, change.after].map((object) => asNumber(at(object, 'spec', 'replicas')));
    const scaler = autoscalerOf(workload, cluster.after);
    if (to === undefined) {
      const code = scaler ? 'DIFF-107' : (from ?? 1) > 1 ? 'DIFF-105' : 'DIFF-104';
      const what = `replicas is no longer written: kubectl apply takes ${from} out and the API server fills in 1`;
      const then = scaler
        ? `, until ${nameOf(scaler)} scales it again; take replicas out of the last applied configuration first (kubectl apply edit-last-applied)`
        : '; write the number, or let a HorizontalPodAutoscaler hold it';
      yield* sayOf(fields, code, what + then);
      return;
    }
    const held = scaler ? `; ${nameOf(scaler)} changes it again at once: leave replicas out` : '';
    const old = from ?? 1;
    if (to === 0 && old > 0) {
      yield* sayOf(fields, 'DIFF-106', `all ${old} pods stop, and none is left${held}`);
    } else if (to < old) {
      const now = new Set(podsOf({ ...workload, replicas: to }));
      const gone = (podsOf({ ...earlier, replicas: old }) ?? []).filter((pod) => !now.has(pod)).reverse();
      const which = gone.length > 0 ? `${listed(gone)}, the highest number first` : `${old - to} of ${old} pods`;
      const claims =
        workload.object.kind === 'StatefulSet' ? '; what only they hold is out of reach until they are back' : '';
      yield* sayOf(fields, 'DIFF-105', `${which}: stop for good${claims}${held}`);
    } else {
      const pods = to - old === 1 ? '1 pod starts' : `${to - old} pods start`;
      yield* sayOf(fields, 'DIFF-104', `${pods} beside the ${old} that run, which are not touched${held}`);
    }
  },
};

import type { ObjectChange } from '../../change';
import { objectOf } from '../../change';
import { mayConcernThanos, PROCESS_KINDS } from '../thanos/process-pairs';
import { clusterRule } from '../thanos/verdict';
import { membership } from './membership';
import { replication } from './replication';
import { ringSettings } from './ring-settings';

const AUTOSCALERS = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'];
const AUTOSCALER_KINDS = AUTOSCALERS.map((kind) => kind.split('/')[1]);

/** What changes of hashrings, and of the pods that they list, do. */
export const RING_RULE = clusterRule([...PROCESS_KINDS, ...AUTOSCALERS], concerns, [
  membership,
  replication,
  ringSettings,
]);

function concerns(change: ObjectChange): boolean {
  return AUTOSCALER_KINDS.includes(objectOf(change).kind) ? change.type !== 'removed' : mayConcernThanos(change);
}

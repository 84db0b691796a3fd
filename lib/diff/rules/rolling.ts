import { podTemplatePath, workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { isBelow } from '../path';
import { rolloutOf } from '../rollout';
import { sayOf } from './fields';
import { stakeOf } from './stake';

export const WORKLOADS = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/CronJob',
] as const;

/** What every change of a pod template does to the pods that run. */
export const ROLLING_RULE: ChangeRule = {
  kinds: WORKLOADS,
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const workload = workloadOf(change.after);
    const template = podTemplatePath(change.after);
    if (!workload || !template) return;
    const fields = change.fields.filter(({ path }) => isBelow(path, ...template));
    if (fields.length === 0) return;
    const { code, message } = rolloutOf(workload, cluster.after);
    const stake = stakeOf(workload, code, cluster);
    yield* sayOf(fields, code, stake === '' ? message : `${message}. ${stake}`);
  },
};

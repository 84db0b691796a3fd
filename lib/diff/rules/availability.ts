import type { Inventory } from '../../manifests/inventory';
import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { asNumber, asText, at } from '../../manifests/value';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf, shown } from './fields';

/** PodDisruptionBudgets: how many pods a drain of nodes may stop. */
export const DISRUPTION_BUDGET_RULE: ChangeRule = {
  kinds: ['policy/PodDisruptionBudget'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'removed') {
      const pods = guarded(cluster.after, change.before);
      if (pods.length === 0) return;
      yield {
        code: 'DIFF-140',
        message: `a drain of nodes may stop all pods of ${pods} at once, such as in an upgrade of the cluster`,
      };
      return;
    }
    const { after } = change;
    const fields = [...fieldsAt(change, 'spec', 'maxUnavailable'), ...fieldsAt(change, 'spec', 'minAvailable')];
    const pods = guarded(cluster.after, after) || 'its pods';
    const allowed = disruptions(cluster.after, after);
    if (allowed === 0) {
      const message = `no pod of ${pods} may ever be evicted: a drain of a node, and so an upgrade of the cluster, waits for good. Allow one (maxUnavailable: 1)`;
      if (change.type === 'added') yield { code: 'DIFF-141', message };
      else if (disruptions(cluster.before, change.before) !== 0) yield* sayOf(fields, 'DIFF-141', message);
    }
    if (change.type !== 'changed') return;
    const earlier = disruptions(cluster.before, change.before);
    if (allowed !== undefined && earlier !== undefined && allowed > earlier) {
      yield* sayOf(
        fields,
        'DIFF-140',
        `a drain of nodes may stop ${allowed} pods of ${pods} at once, no longer ${earlier}`,
      );
    }
    const [old, now] = [guarded(cluster.before, change.before), guarded(cluster.after, after)];
    if (old && !now) {
      yield* sayOf(
        fieldsAt(change, 'spec', 'selector'),
        'DIFF-140',
        `selects no pod here any more: a drain of nodes may stop all pods of ${old} at once`,
      );
    }
  },
};

function guarded(cluster: Inventory, budget: KubernetesObject): string {
  const selected = cluster.selectedBy(namespaceOf(budget), at(budget, 'spec', 'selector'));
  return listed(selected.map(({ object }) => `${object.kind} ${object.metadata.name}`));
}

/** How many pods may be stopped at once; `undefined` where that cannot be told. */
function disruptions(cluster: Inventory, budget: KubernetesObject): number | undefined {
  const { maxUnavailable, minAvailable } = {
    maxUnavailable: at(budget, 'spec', 'maxUnavailable'),
    minAvailable: at(budget, 'spec', 'minAvailable'),
  };
  if (maxUnavailable === 0 || maxUnavailable === '0%' || minAvailable === '100%') return 0;
  const selected = cluster.selectedBy(namespaceOf(budget), at(budget, 'spec', 'selector'));
  const replicas = selected.map((workload) =>
    workload.object.kind === 'DaemonSet' ? undefined : (workload.replicas ?? undefined),
  );
  const all =
    replicas.length > 0 && !replicas.includes(undefined)
      ? replicas.reduce<number>((sum, each) => sum + (each ?? 0), 0)
      : undefined;
  const unavailable = count(maxUnavailable, all);
  if (unavailable !== undefined) return unavailable;
  const available = count(minAvailable, all);
  return available === undefined || all === undefined ? undefined : Math.max(all - available, 0);
}

/** Kubernetes rounds percentages up. */
function count(value: unknown, all: number | undefined): number | undefined {
  if (asNumber(value) !== undefined) return asNumber(value);
  const percent = /^(\d+)%$/.exec(asText(value) ?? '')?.[1];
  return percent === undefined || all === undefined ? undefined : Math.ceil((Number(percent) * all) / 100);
}

/** HorizontalPodAutoscalers: who decides how many pods there are. */
export const AUTOSCALER_RULE: ChangeRule = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  *judge(change, cluster): Iterable<Judgement> {
    const object = change.type === 'removed' ? change.before : change.after;
    const { kind, name } = {
      kind: asText(at(object, 'spec', 'scaleTargetRef', 'kind')),
      name: asText(at(object, 'spec', 'scaleTargetRef', 'name')),
    };
    const side = change.type === 'removed' ? cluster.after : cluster.after;
    const target = side
      .workloadsIn(namespaceOf(object))
      .find((workload) => workload.object.kind === kind && workload.object.metadata.name === name);
    const [least, most] = [
      asNumber(at(object, 'spec', 'minReplicas')) ?? 1,
      asNumber(at(object, 'spec', 'maxReplicas')),
    ];
    if (change.type === 'removed') {
      if (!target) return;
      yield {
        code: 'DIFF-143',
        message: `${nameOf(target.object)} keeps the pods of this moment until ${target.replicas === undefined ? 'somebody scales it: write replicas, or it is 1 as soon as it is made anew' : `its replicas (${target.replicas}) are applied`}`,
      };
    } else if (change.type === 'added') {
      const written =
        target?.replicas === undefined
          ? ''
          : `; leave replicas (${target.replicas}) out of it, or each apply undoes the scaling`;
      yield {
        code: 'DIFF-142',
        message: `${kind} ${name} has between ${least} and ${shown(most)} pods from now on, by load${written}`,
      };
    } else {
      const bounds = ['minReplicas', 'maxReplicas'].flatMap((field) => fieldsAt(change, 'spec', field));
      const [floor, roof] = [
        asNumber(at(change.before, 'spec', 'minReplicas')) ?? 1,
        asNumber(at(change.before, 'spec', 'maxReplicas')),
      ];
      if (bounds.length === 0) return;
      const fewer = least < floor || (most ?? 0) < (roof ?? 0);
      yield* sayOf(
        bounds,
        'DIFF-144',
        `${kind} ${name} has between ${least} and ${shown(most)} pods, no longer between ${floor} and ${shown(roof)}: ${fewer ? 'pods may stop, if more run than it asks for' : 'pods may start, and none is made anew'}`,
      );
    }
  },
};

import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asNumber } from '../../value';
import type { Workload } from '../../workload';
import { autoscalers } from './autoscalers';

/** Kinds whose pods a budget can count. */
const COUNTED = ['Deployment', 'ReplicaSet', 'StatefulSet'];

/** Budgets that never let a pod go, so that no node with one of them can be drained. */
export const blockingBudget: ManifestRule = {
  rule: 'THANOS-117',
  check: (cluster) => {
    const scaled = new Map(autoscalers(cluster).map(({ target, maximum }) => [target, maximum]));
    return budgets(cluster).flatMap(({ budget, workloads }): Finding[] => {
      const { minAvailable, maxUnavailable } = specOf(budget);
      if (minAvailable !== undefined && maxUnavailable !== undefined) {
        return finding(budget, 'has both minAvailable and maxUnavailable, which the API server refuses', 'Keep one');
      }
      if (workloads.some(({ object }) => !COUNTED.includes(object.kind))) return [];
      const pods = workloads.reduce((sum, workload) => sum + mostPods(workload, scaled), 0);
      if (pods === 0) return [];
      if (maxUnavailable !== undefined && allowed(maxUnavailable, pods) === 0) {
        return finding(
          budget,
          `has maxUnavailable ${maxUnavailable}: no pod may ever go, and nodes with one cannot be drained or upgraded`,
          'Write maxUnavailable: 1',
        );
      }
      const needed = minAvailable === undefined ? undefined : allowed(minAvailable, pods);
      if (needed === undefined || needed < pods) return [];
      return finding(
        budget,
        `has minAvailable ${minAvailable} for ${pods === 1 ? 'one pod' : `${pods} pods`}: none may ever go, and nodes with one cannot be drained or upgraded`,
        pods === 1 ? 'Leave the budget out, or run several pods' : 'Write maxUnavailable: 1',
      );
    });
  },
};

function finding(object: KubernetesObject, what: string, fix: string): Finding[] {
  return [{ object, what: `${nameOf(object)} ${what}`, fix }];
}

/** How many pods a number or a percentage stands for; Kubernetes rounds both fields up. */
function allowed(value: unknown, pods: number): number | undefined {
  const percent = /^(\d+)%$/.exec(String(value))?.[1];
  return percent === undefined ? asNumber(value) : Math.ceil((Number(percent) * pods) / 100);
}

/** As many pods as a workload ever has; an autoscaler that is to be found may go up to its maximum. */
function mostPods({ object, replicas = 1 }: Workload, scaled: ReadonlyMap<unknown, number>): number {
  return Math.max(replicas, scaled.get(object) ?? 0);
}

/** Pods that two budgets match: Kubernetes then refuses to evict them. */
export const twoBudgets: ManifestRule = {
  rule: 'THANOS-118',
  check: (cluster) => {
    const first = new Map<Workload, KubernetesObject>();
    return budgets(cluster).flatMap(({ budget, workloads }): Finding[] => {
      const taken = workloads.find((workload) => first.has(workload));
      for (const workload of workloads) if (!first.has(workload)) first.set(workload, budget);
      const other = taken && first.get(taken);
      if (!taken || !other || nameOf(other) === nameOf(budget)) return [];
      return [
        {
          object: budget,
          what: `${nameOf(budget)} matches the pods of ${nameOf(taken.object)}, and so does ${nameOf(other)}: Kubernetes evicts no pod that has two budgets, and their nodes cannot be drained`,
          fix: 'Keep one of them, or narrow the selector of the other',
          related: [other],
        },
      ];
    });
  },
};

function budgets(cluster: Inventory) {
  return cluster.ofKind('policy', 'PodDisruptionBudget').flatMap((budget) => {
    const { selector } = specOf(budget);
    const workloads = selector === undefined ? [] : cluster.selectedBy(namespaceOf(budget), selector);
    return workloads.length > 0 ? [{ budget, workloads }] : [];
  });
}

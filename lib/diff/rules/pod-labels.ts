import type { Inventory } from '../../manifests/inventory';
import { type KubernetesObject, nameOf, namespaceOf } from '../../manifests/kubernetes-object';
import { isEmptySelector, selectorMatches } from '../../manifests/label-selector';
import { at } from '../../manifests/value';
import { podTemplatePath, type Workload, workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';
import { POD_MAKERS } from './container-pairs';
import { fieldsAt, listed, sayOf } from './fields';

/** Labels of pods by which others find them. */
export const POD_LABELS_RULE: ChangeRule = {
  kinds: POD_MAKERS,
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const fields = fieldsAt(change, ...(podTemplatePath(change.after) ?? []), 'metadata', 'labels');
    const [before, after] = [workloadOf(change.before), workloadOf(change.after)];
    if (fields.length === 0 || !before || !after) return;
    const services = lost('Service', cluster.before, cluster.after, before, after);
    if (services.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-308',
        `${listed(services)} no longer selects the pods, so requests do not reach them: keep the label, or change the selector in the same step`,
      );
    }
    const policies = lost('NetworkPolicy', cluster.before, cluster.after, before, after);
    if (policies.length > 0 && selectors('NetworkPolicy', cluster.after, after).length === 0) {
      yield* sayOf(
        fields,
        'DIFF-323',
        `${listed(policies)} no longer selects the pods, and no other NetworkPolicy does: every pod of the cluster may connect to them`,
      );
    }
  },
};

const SELECTORS = {
  Service: {
    group: '',
    // A Service without a selector has its endpoints from elsewhere.
    selects: (service: KubernetesObject, { podLabels }: Workload) => {
      const selector = { matchLabels: at(service, 'spec', 'selector') };
      return !isEmptySelector(selector) && selectorMatches(selector, podLabels);
    },
  },
  NetworkPolicy: {
    group: 'networking.k8s.io',
    selects: (policy: KubernetesObject, { podLabels }: Workload) =>
      selectorMatches(at(policy, 'spec', 'podSelector'), podLabels),
  },
} as const;

/** What of a kind selects the pods of a workload. */
function selectors(kind: keyof typeof SELECTORS, cluster: Inventory, workload: Workload): string[] {
  const { group, selects } = SELECTORS[kind];
  return cluster
    .ofKind(group, kind)
    .filter((object) => namespaceOf(object) === workload.namespace && selects(object, workload))
    .map(nameOf);
}

/** What of a kind selected them, is there still, and does not any more. */
function lost(kind: keyof typeof SELECTORS, earlier: Inventory, cluster: Inventory, before: Workload, after: Workload) {
  const now = selectors(kind, cluster, after);
  const present = new Set(cluster.ofKind(SELECTORS[kind].group, kind).map(nameOf));
  return selectors(kind, earlier, before).filter((name) => present.has(name) && !now.includes(name));
}

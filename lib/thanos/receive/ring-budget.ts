import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Identity } from '../../kubernetes/identity';
import { type Hashring, type RingMember, writeQuorum } from './hashring';

/** Kubernetes cannot evict a pod that two budgets select. */
const budgeted = new WeakSet<RingMember>();

/** How many pods of a hashring may be away without failing writes. A ring that tolerates none must not block drains for ever. */
export function maxUnavailable(replicationFactor: number): number {
  return Math.max(1, replicationFactor - writeQuorum(replicationFactor));
}

/** The budgets of a router's hashrings. */
export function hashringBudgets(
  scope: Construct,
  router: Identity,
  hashrings: readonly Hashring[],
  replicationFactor: number,
): k8s.KubePodDisruptionBudget[] {
  const byName = new Map(hashrings.map((hashring) => [hashring.name, hashring]));
  return [...byName.values()].flatMap((hashring) => hashringBudget(scope, router, hashring, replicationFactor) ?? []);
}

/**
 * One PodDisruptionBudget for all StatefulSets of a hashring: a drain in one zone counts in the others. There is none for a
 * single pod, nor for pods that another router's hashring has one for.
 */
function hashringBudget(
  scope: Construct,
  router: Identity,
  hashring: Hashring,
  replicationFactor: number,
): k8s.KubePodDisruptionBudget | undefined {
  const members = hashring.ingestors.filter((member) => !budgeted.has(member));
  const [first] = members;
  if (!first || members.reduce((sum, { replicas }) => sum + replicas, 0) < 2) return undefined;
  for (const member of members) budgeted.add(member);
  const { 'app.kubernetes.io/component': _, ...matchLabels } = first.identity.selector;
  return new k8s.KubePodDisruptionBudget(scope, `disruption-budget-${hashring.name}`, {
    metadata: {
      name: `${router.name}-hashring-${hashring.name}`,
      namespace: first.identity.namespace,
      labels: router.labels,
    },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable(replicationFactor)),
      selector: {
        matchLabels,
        matchExpressions: [
          {
            key: 'app.kubernetes.io/component',
            operator: 'In',
            values: members.map(({ identity }) => identity.selector['app.kubernetes.io/component'] ?? ''),
          },
        ],
      },
    },
  });
}

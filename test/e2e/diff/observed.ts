import type { Kubectl } from '../cluster/kubectl';
import { type Condition, isReady, type KubernetesObject, type Pod } from '../cluster/objects';

const KINDS = 'deployments,statefulsets,daemonsets,replicasets,jobs,persistentvolumeclaims,pods';
const OPERATED = 'prometheuses,prometheusagents,thanosrulers';

interface Observed extends KubernetesObject {
  readonly spec: { readonly replicas?: number; readonly paused?: boolean; readonly volumeName?: string };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly currentNumberScheduled?: number;
    readonly active?: number;
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
  };
}

/** A namespace as it is at one moment. */
export interface Observation {
  /** Without those that are ending. */
  readonly pods: readonly Pod[];
  /** What controllers have not acted upon yet, or not to the end. */
  readonly pending: readonly string[];
}

export interface Looking {
  /** Whether there are resources of the Prometheus Operator. */
  readonly operated: boolean;
  /** Whether claims are to be bound. */
  readonly bound: boolean;
}

/** Looks at pods, and at whether everybody has seen what is asked of them. */
export async function observe(kubectl: Kubectl, namespace: string, { operated, bound }: Looking): Promise<Observation> {
  const kinds = operated ? `${KINDS},${OPERATED}` : KINDS;
  const { items } = await kubectl.json<{ items: (Observed | Pod)[] }>(['get', kinds, `--namespace=${namespace}`]);
  const pods = items.filter((item): item is Pod => item.kind === 'Pod');
  const others = items.filter((item): item is Observed => item.kind !== 'Pod');
  return {
    pods: pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined),
    pending: [
      ...others.flatMap((object) =>
        pendingOf(object, bound).map((why) => `${object.kind} ${object.metadata.name}: ${why}`),
      ),
      ...pods
        .filter((pod) => pod.metadata.deletionTimestamp !== undefined)
        .map(({ metadata }) => `${metadata.name} ends`),
    ],
  };
}

/** Pods that are not ready. */
export function unready(pods: readonly Pod[]): string[] {
  return pods.filter((pod) => !isReady(pod)).map(({ metadata }) => `${metadata.name} is not ready`);
}

function pendingOf({ kind, metadata, spec, status = {} }: Observed, bound: boolean): string[] {
  const unseen = (seen: number | undefined) => (seen === metadata.generation ? [] : ['not seen by its controller']);
  switch (kind) {
    case 'PersistentVolumeClaim':
      return bound && status.phase !== 'Bound' ? ['not bound'] : [];
    case 'Job':
      return (status.active ?? 0) > 0 ? [] : ['no pod'];
    case 'Prometheus':
    case 'PrometheusAgent':
    case 'ThanosRuler':
      if (spec.paused === true) return [];
      return ['Reconciled', 'Available'].flatMap((wanted) => {
        const found = (status.conditions ?? []).find(({ type }) => type === wanted);
        return [...unseen(found?.observedGeneration), ...(found?.status === 'True' ? [] : [`not ${wanted}`])];
      });
    case 'DaemonSet':
      return [
        ...unseen(status.observedGeneration),
        ...(status.currentNumberScheduled === status.desiredNumberScheduled ? [] : ['fewer pods than nodes']),
      ];
    default:
      return [
        ...unseen(status.observedGeneration),
        ...((status.replicas ?? 0) === (spec.replicas ?? 1)
          ? []
          : [`${status.replicas ?? 0} of ${spec.replicas} pods`]),
      ];
  }
}

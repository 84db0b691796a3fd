import { Hopeless } from '../problem';
import type { Kubectl } from './kubectl';
import { type Condition, isReady, type KubernetesObject, type Pod, type Workload } from './objects';

/** Reasons that no waiting mends, or none that a run should wait for. */
const HOPELESS = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'CreateContainerConfigError'];

interface Operated extends KubernetesObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Throws, saying which, unless all workloads and pods of the namespaces are as they were asked to be. */
export async function assertReady(kubectl: Kubectl, namespaces: readonly string[]): Promise<void> {
  const waiting = (await Promise.all(namespaces.map((namespace) => notReady(kubectl, namespace)))).flat();
  if (waiting.length > 0) throw new Error(`not ready: ${waiting.join(', ')}`);
}

async function notReady(kubectl: Kubectl, namespace: string): Promise<string[]> {
  const { items } = await kubectl.json<{ items: (Workload | Pod)[] }>([
    ...['get', 'deployments,statefulsets,daemonsets,pods', `--namespace=${namespace}`],
  ]);
  const operated = await kubectl.list<Operated>('prometheuses,prometheusagents', namespace);
  const pods = items.filter((item): item is Pod => item.kind === 'Pod');
  const workloads = items.filter((item): item is Workload => item.kind !== 'Pod');
  const stuck = pods.flatMap(({ metadata, status }) =>
    (status.containerStatuses ?? [])
      .map(({ state }) => state?.waiting)
      .filter((waiting) => HOPELESS.includes(waiting?.reason ?? ''))
      .map((waiting) => `${namespace}/${metadata.name}: ${waiting?.reason}: ${waiting?.message}`),
  );
  if (stuck.length > 0) throw new Hopeless(stuck.join('\n'));
  return [
    ...workloads.filter((workload) => !isRolledOut(workload)).map((workload) => named(workload)),
    ...pods.filter((pod) => !isReady(pod)).map((pod) => named(pod)),
    ...operated.filter((resource) => !isAvailable(resource)).map((resource) => named(resource)),
  ];
}

const named = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;

function isRolledOut({ kind, metadata, spec, status = {} }: Workload): boolean {
  if (status.observedGeneration !== metadata.generation) return false;
  if (kind === 'DaemonSet') {
    const wanted = status.desiredNumberScheduled ?? 0;
    return (status.updatedNumberScheduled ?? 0) === wanted && (status.numberReady ?? 0) === wanted;
  }
  const wanted = spec.replicas ?? 1;
  return [status.replicas, status.updatedReplicas, status.readyReplicas].every((count) => (count ?? 0) === wanted);
}

function isAvailable({ metadata, status }: Operated): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status, observedGeneration }) =>
      type === 'Available' && status === 'True' && observedGeneration === metadata.generation,
  );
}

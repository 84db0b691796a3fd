import { groupOf, type KubernetesObject, keyOf } from '../../../manifests/kubernetes-object';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { addTo } from '../../../values/multimap';
import type { ChangedObject, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { isBelow } from '../../path';

/** A container that runs the same subcommand of Thanos on both sides. */
export interface ProcessPair {
  readonly before: ThanosProcess;
  readonly after: ThanosProcess;
}

const WORKLOADS = ['apps/StatefulSet', 'apps/Deployment', 'apps/DaemonSet'];

/** Kinds whose changes may change what a process of Thanos does. */
export const PROCESS_KINDS = [...WORKLOADS, '/ConfigMap', '/Secret'];

/** What of a workload a process of Thanos takes no notice of, whatever it does to pods. */
const UNRELATED = ['image', 'imagePullPolicy', 'resources', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** Whether a change may concern what a process of Thanos does, as far as the object itself tells. */
export function mayConcernThanos(change: ObjectChange): boolean {
  const object = change.type === 'removed' ? change.before : change.after;
  const isWorkload = WORKLOADS.includes(`${groupOf(object)}/${object.kind}`);
  if (change.type !== 'changed') return isWorkload;
  if (!isWorkload) return change.fields.some(({ path }) => isBelow(path, 'data') || isBelow(path, 'stringData'));
  return change.fields.some(
    ({ path }) =>
      isBelow(path, 'spec') && !isBelow(path, 'spec', 'template', 'metadata') && !UNRELATED.includes(path[6] ?? ''),
  );
}

interface Known {
  readonly pairs: readonly ProcessPair[];
  readonly changes: ReadonlyMap<KubernetesObject, ObjectChange>;
}

const known = new WeakMap<ClusterChange, Known>();

function read(cluster: ClusterChange): Known {
  const found = known.get(cluster);
  if (found) return found;
  const changes = new Map<KubernetesObject, ObjectChange>();
  for (const change of cluster.changes) {
    if (change.type !== 'added') changes.set(change.before, change);
    if (change.type !== 'removed') changes.set(change.after, change);
  }
  const earlier = new Map<string, ThanosProcess[]>();
  for (const process of cluster.before.thanos) addTo(earlier, keyOf(process.workload.object), process);
  const pairs = cluster.after.thanos.flatMap((after): ProcessPair[] => {
    const same = (earlier.get(keyOf(after.workload.object)) ?? []).filter(
      ({ subcommand }) => subcommand === after.subcommand,
    );
    const before = same.find(({ container }) => container.name === after.container.name) ?? same[0];
    return before ? [{ before, after }] : [];
  });
  const all = { pairs, changes };
  known.set(cluster, all);
  return all;
}

/** The processes that are there on both sides. */
export function processPairs(cluster: ClusterChange): readonly ProcessPair[] {
  return read(cluster).pairs;
}

/** The change of an object, on whichever side that is. */
export function changeOf(cluster: ClusterChange, object: KubernetesObject | undefined): ObjectChange | undefined {
  return object && read(cluster).changes.get(object);
}

/** The change of an object that is there on both sides. */
export function changedObject(cluster: ClusterChange, object: KubernetesObject | undefined): ChangedObject | undefined {
  const change = changeOf(cluster, object);
  return change?.type === 'changed' ? change : undefined;
}

/** Pairs that read the same file of the same ConfigMap or Secret together; those that read none alone. */
export function bySource(pairs: readonly ProcessPair[], name: string): (readonly [ProcessPair, ...ProcessPair[]])[] {
  const groups = new Map<string, [ProcessPair, ...ProcessPair[]]>();
  for (const pair of pairs) {
    const source = pair.after.configSource(name);
    const key = source
      ? `${source.kind}/${source.namespace}/${source.name}/${source.key}`
      : `${keyOf(pair.after.workload.object)}/${pair.after.container.name}`;
    const group = groups.get(key);
    if (group) group.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups.values()];
}

/** Whether a file comes out of a Secret on either side, so that no message may repeat anything of it. */
export function isSecret({ before, after }: ProcessPair, name: string): boolean {
  return [before, after].some((process) => process.configSource(name)?.kind === 'Secret');
}

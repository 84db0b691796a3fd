import { type Receiver, type Ring, receiversOf } from '../../../manifests/receiver';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { podTemplatePath, type Workload, workloadOf } from '../../../manifests/workload';
import type { ClusterChange } from '../../cluster-change';
import { isBelow } from '../../path';
import { rolloutOf } from '../../rollout';
import { listed } from '../fields';
import { diskOf, graceOf } from '../thanos/disk';
import { hasBucket, hasTsdb } from '../thanos/writer';
import type { Rolling, Stake } from '.';

const REPEATED = 'Prometheus repeats them from its WAL, so that nothing is lost if it takes less than about two hours';

/** Receivers: who takes the writes meanwhile, and what becomes of what they hold. */
export const receiveStake: Stake = (process, rolling) => {
  if (hasTsdb(process)) return [writes(process, rolling), samples(process)].join('. ');
  return rolling.all
    ? `Writes find no router meanwhile; ${REPEATED}`
    : 'No metrics are at stake: the other routers take the writes, and writers repeat what one of them cuts off';
};

function writes(process: ThanosProcess, rolling: Rolling): string {
  const { cluster, all } = rolling;
  const receivers = receiversOf(cluster.after);
  const rings = receivers.flatMap((receiver) =>
    receiver.rings.filter((ring) => isIn(ring, process.workload)).map((ring) => ({ receiver, ring })),
  );
  const [first] = rings;
  const unread = receivers.some(({ mode, rings }) => mode !== 'ingestor' && rings.length === 0);
  if (!first && unread) {
    return `Writes to a pod that is away are answered 503 unless its hashring has a quorum without it, which cannot be told from here; ${REPEATED}`;
  }
  const factor = first?.receiver.replicationFactor ?? 1;
  const spare = factor - quorumOf(factor);
  const away = all && first ? membersIn(first.ring, process.workload) : 1;
  if (!first || spare < away) {
    if (!first && all) return `Writes find nobody meanwhile; ${REPEATED}`;
    const which = all ? 'Writes' : 'Writes of the series that the pod which is away has';
    return `${which} are answered 503 meanwhile${factor > 1 ? `, for want of a quorum of the ${factor} replicas` : ''}; ${REPEATED}`;
  }
  const others = alsoRolling(first, process.workload, cluster);
  if (others.length > 0) {
    return `${listed(others)} of the same hashring ${others.length === 1 ? 'rolls' : 'roll'} at the same time: where more than ${spare} of the ${factor} replicas of a series ${spare === 1 ? 'is' : 'are'} away, its writes are answered 503; ${REPEATED}. Apply one after the other to be spared that`;
  }
  return `No write fails: of the ${factor} replicas of a series, one may be away`;
}

/** How many replicas have to take a write. With two, Thanos is content with one. */
function quorumOf(factor: number): number {
  return factor === 2 ? 1 : Math.floor(factor / 2) + 1;
}

function isIn(ring: Ring, workload: Workload): boolean {
  return membersIn(ring, workload) > 0;
}

function membersIn({ entries }: Ring, { object }: Workload): number {
  return entries.filter(({ destination }) => destination?.workloads.some((each) => each.object === object)).length;
}

/** The other workloads of a hashring whose pods roll by the same change. */
function alsoRolling(
  { ring }: { readonly receiver: Receiver; readonly ring: Ring },
  { object }: Workload,
  cluster: ClusterChange,
): string[] {
  return cluster.changes.flatMap((change) => {
    if (change.type !== 'changed' || change.after === object) return [];
    const template = podTemplatePath(change.after);
    const workload = workloadOf(change.after);
    if (!workload || !template || !isIn(ring, workload)) return [];
    if (!change.fields.some(({ path }) => isBelow(path, ...template))) return [];
    return rolloutOf(workload, cluster.after).code === 'DIFF-102' ? [] : [change.after.metadata.name];
  });
}

/** What a receiver does with its head when it is told to end. */
function samples(process: ThanosProcess): string {
  const { kind, volume } = diskOf(process);
  const keeps = kind === 'claim' || kind === 'hostPath';
  const where = kind === 'container' ? 'the container' : `emptyDir ${volume}`;
  if (hasBucket(process)) {
    return keeps
      ? `Each pod that ends writes its head as a block and uploads it; what it does not get done stays on its ${kind === 'claim' ? 'claim' : "node's disk"}`
      : `Each pod that ends writes its head as a block and uploads it within ${graceOf(process)}s: what it does not get done is lost with ${where}`;
  }
  return keeps
    ? `What they hold stays on their ${kind === 'claim' ? 'claims' : "nodes' disks"}`
    : `What each pod holds is lost with ${where}, as no bucket is given`;
}

import type { KubernetesObject } from '../../../manifests/kubernetes-object';
import type { Finding } from '../../../manifests/manifest-rule';
import { autoscaledIngestors } from '../../../manifests/rules/receive/autoscaled-ingestors';
import { ringTooSmall } from '../../../manifests/rules/receive/hashrings';
import { wrongCapnprotoPort, wrongRingPort } from '../../../manifests/rules/receive/ring-addresses';
import type { ClusterChange } from '../../cluster-change';
import { type Cause, causesOf } from '../thanos/causes';
import { causesInObjects, isSizeOrArguments, newFindings } from '../thanos/new-findings';
import { processPairs } from '../thanos/process-pairs';
import { differs, flagValue, fromTo, who } from '../thanos/settings';
import type { ClusterCheck } from '../thanos/verdict';
import { hasTsdb } from '../thanos/writer';
import { receiverPairs } from './members';

/** How many copies there are, and how they are handed on. */
export const replication: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (after.subcommand !== 'receive') continue;
    const factor = 'receive.replication-factor';
    if (differs(pair, factor)) {
      const fewer = Number(flagValue(after, factor)) < Number(flagValue(before, factor));
      yield {
        code: fewer ? 'DIFF-507' : 'DIFF-508',
        message: fewer
          ? `${who(after)} writes fewer copies of each series, ${fromTo(pair, factor)}: writes fail, or samples are lost, when fewer ingestors fail than before. ${Number(flagValue(after, factor)) < 3 ? 'With less than 3 no ingestor may be away, not even while it rolls: a disk that is lost takes the last hours of its series with it' : ''}`.trim()
          : `${who(after)} writes more copies of each series, ${fromTo(pair, factor)}: it restarts, ingestors hold that many times as much, and the bucket grows with it until a compactor merges the copies. Give queriers and compactor the replica label first`,
        causes: causesOf(cluster, pair, [factor]),
      };
    }
    const protocol = 'receive.replication-protocol';
    if (differs(pair, protocol)) {
      yield {
        code: 'DIFF-516',
        message: `${who(after)} hands series on by another protocol, ${fromTo(pair, protocol)}: it restarts. All receivers behind it must listen for that already: those since v0.37 do, at --receive.capnproto-address, which network policies have to let through`,
        causes: causesOf(cluster, pair, [protocol]),
      };
    }
    if (hasTsdb(before) && !hasTsdb(after)) {
      yield {
        code: 'DIFF-517',
        message: `${who(after)} becomes a router: it opens no TSDB any more, so what is on its disks and not uploaded is read by nobody, and not uploaded either. Run ingestors beside it first, move the hashring to them, and wait until its heads are in the bucket`,
        causes: causesOf(cluster, pair, ['receive.local-endpoint', 'receive.hashrings']),
      };
    }
  }
  const ofRing = (finding: Finding) => ringCauses(cluster, finding);
  yield* newFindings(cluster, ringTooSmall, 'DIFF-509', ofRing);
  yield* newFindings(cluster, wrongRingPort, 'DIFF-514', ofRing);
  yield* newFindings(cluster, wrongCapnprotoPort, 'DIFF-514', ofRing);
  yield* newFindings(cluster, autoscaledIngestors, 'DIFF-515', (finding) =>
    causesInObjects(cluster, finding, isSizeOrArguments),
  );
};

const RING = ['receive.hashrings', 'receive.replication-factor', 'receive.replication-protocol'];

/** What changed of a hashring that a receiver reads, or of those whom it lists. */
function ringCauses(cluster: ClusterChange, { object }: Finding): readonly Cause[] {
  const receivers = receiverPairs(cluster).find(({ after }) => after.process.workload.object === object);
  if (!receivers) return [];
  const members = receivers.after.rings.flatMap(({ entries }) =>
    entries.flatMap(({ destination }) => destination ?? []),
  );
  const owners = new Set(members.flatMap(({ workloads }) => workloads.map((workload) => workload.object)));
  return [
    ...causesOf(cluster, receivers.pair, RING),
    ...[...owners].filter((owner) => owner !== object).flatMap((owner) => changesAt(cluster, owner)),
  ];
}

function changesAt(cluster: ClusterChange, object: KubernetesObject): Cause[] {
  return causesInObjects(cluster, { object, what: '', fix: '' }, isSizeOrArguments);
}

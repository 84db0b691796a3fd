import { autoscaledIngestors } from '../../../manifests/rules/receive/autoscaled-ingestors';
import { ringTooSmall } from '../../../manifests/rules/receive/hashrings';
import { wrongCapnprotoPort, wrongRingPort } from '../../../manifests/rules/receive/ring-addresses';
import type { Path } from '../../path';
import { isBelow } from '../../path';
import { causesOf } from '../thanos/causes';
import { isSizeOrArguments, newFindings } from '../thanos/new-findings';
import { processPairs } from '../thanos/process-pairs';
import { differs, flagValue, fromTo, who } from '../thanos/settings';
import type { ClusterCheck } from '../thanos/verdict';
import { hasTsdb } from '../thanos/writer';

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
  yield* newFindings(cluster, ringTooSmall, 'DIFF-509', isRing);
  yield* newFindings(cluster, wrongRingPort, 'DIFF-514', isAddress);
  yield* newFindings(cluster, wrongCapnprotoPort, 'DIFF-514', isAddress);
  yield* newFindings(cluster, autoscaledIngestors, 'DIFF-515', isSizeOrArguments);
};

function isRing(path: Path): boolean {
  return isBelow(path, 'data') || path[6] === '[--receive.replication-factor]' || path[6] === '[--receive.hashrings]';
}

function isAddress(path: Path): boolean {
  return isBelow(path, 'data') || isSizeOrArguments(path);
}

import { nameOf } from '../../../manifests/kubernetes-object';
import { receiversOf } from '../../../manifests/receiver';
import type { ClusterChange } from '../../cluster-change';
import { causesOf } from '../thanos/causes';
import type { ClusterCheck, Verdict } from '../thanos/verdict';
import {
  isMade,
  type Member,
  memberAt,
  membersOf,
  podCauses,
  type ReceiverPair,
  receiverPairs,
  scaledIngestors,
} from './members';

const RING = ['receive.hashrings'];

/** Who is in hashrings, and whether their pods are there then. */
export const membership: ClusterCheck = function* (cluster) {
  for (const pair of receiverPairs(cluster)) yield* rings(cluster, pair);
  yield* pods(cluster);
};

function* rings(cluster: ClusterChange, { pair, before, after }: ReceiverPair): Generator<Verdict> {
  if (before.rings.length === 0 || after.rings.length === 0) return;
  const [from, to] = [membersOf(before), membersOf(after)];
  const members = (addresses: string[]) => addresses.map((address) => memberAt(cluster, address, pair));
  const joined = members([...to.keys()].filter((address) => !from.has(address)));
  const left = members([...from.keys()].filter((address) => !to.has(address)));
  if (joined.length + left.length === 0) return;
  const causes = causesOf(cluster, pair, RING, (path) => path.includes('endpoints') || path.length === 0);
  const missing = joined.filter((member) => !isMade(member.after, member.before));
  const fresh = joined.filter((member) => !missing.includes(member) && !isMade(member.before, member.after));
  const leaving = left.filter((member) => !isMade(member.after, member.before) && isMade(member.before, member.after));
  const size = `${from.size} → ${to.size} members`;
  if (missing.length > 0) {
    yield {
      code: 'DIFF-503',
      message: `The hashring lists ${listed(missing)}, and no StatefulSet here makes such pods: their share of every write fails. Add the pods first, and wait until they are ready`,
      causes,
    };
  }
  if (fresh.length > 0) {
    yield {
      code: 'DIFF-501',
      message: `The hashring (${size}) lists ${listed(fresh)} in the same step in which these pods are made: routers read the new list before the pods are ready, and their share of the writes fails until then. Add the pods alone, wait until they are ready (kubectl rollout status), and change the hashring in a step of its own`,
      causes: [...causes, ...fresh.flatMap((member) => podCauses(cluster, member))],
    };
  }
  if (leaving.length > 0) {
    yield {
      code: 'DIFF-501',
      message: `The hashring (${size}) drops ${listed(leaving)} in the same step in which these pods are removed: they end while routers still write to them, and what they hold is in no answer until a store gateway has found it in the bucket. Take them out of the hashring alone, wait until their heads are empty and their blocks uploaded, and remove the pods in a step of its own`,
      causes: [...causes, ...leaving.flatMap((member) => podCauses(cluster, member))],
    };
  }
  if (missing.length + fresh.length + leaving.length > 0) return;
  yield { code: 'DIFF-502', message: alone(size, after.rings[0]?.algorithm, from.size, to.size, joined, left), causes };
}

function alone(
  size: string,
  algorithm: string | undefined,
  from: number,
  to: number,
  joined: readonly Member[],
  left: readonly Member[],
): string {
  const moved =
    algorithm === 'ketama'
      ? `about ${Math.round((Math.max(joined.length, left.length) / Math.max(from, to)) * 100)} % of the series move`
      : 'nearly all series move, and each receiver with hashmod flushes its TSDBs and is not ready meanwhile';
  const next =
    left.length > 0
      ? `Next: leave the pods of ${listed(left)} running until prometheus_tsdb_head_series of each is 0 and its blocks are in the bucket; then remove them`
      : 'Watch thanos_receive_config_hash until all routers have the same one; there is no further step';
  return `The hashring alone changes, ${size}: routers read it again without a restart, ${moved}, and memory of those who get them grows for up to three hours. ${next}`;
}

function* pods(cluster: ClusterChange): Generator<Verdict> {
  const scaled = scaledIngestors(cluster);
  if (scaled.length === 0) return;
  const routers = receiversOf(cluster.after).filter(({ rings }) => rings.length > 0);
  const listedPods = new Set(
    routers.flatMap(({ rings }) =>
      rings.flatMap(({ entries }) => entries.map((entry) => entry.destination?.pod ?? '')),
    ),
  );
  const earlier = new Set(
    receiversOf(cluster.before).flatMap(({ rings }) =>
      rings.flatMap(({ entries }) => entries.map((entry) => entry.destination?.pod ?? '')),
    ),
  );
  for (const { workload, from, to, gone, fresh, causes } of scaled) {
    const name = nameOf(workload.object);
    const still = gone.filter((pod) => listedPods.has(pod));
    const words = `${name} has ${from} → ${to} pods`;
    if (still.length > 0) {
      yield {
        code: 'DIFF-503',
        message: `${words}, and the hashring lists ${still.join(', ')} as before: their share of every write fails, and what they hold is in no answer until a store gateway has found it in the bucket. Take them out of the hashring first, and wait until their heads are uploaded`,
        causes,
      };
    } else if (gone.length > 0 && routers.length === 0) {
      yield {
        code: 'DIFF-506',
        message:
          `${words}, and no hashring that is known here says whether anybody still writes to ${gone.join(', ')}: ${to === 0 ? 'nobody takes writes any more, and' : ''} what these hold is in no answer until it is uploaded and a store gateway has found it. Look that no hashring lists them and their heads are empty before`.replace(
            '  ',
            ' ',
          ),
        causes,
      };
    } else if (gone.length > 0 && !gone.some((pod) => earlier.has(pod))) {
      yield {
        code: 'DIFF-505',
        message: `${words}, and no hashring lists ${gone.join(', ')}. That is the last step of shrinking: be sure that prometheus_tsdb_head_series of each is 0 and thanos.shipper.json lists its blocks. The claims stay`,
        causes,
      };
    }
    const waiting = fresh.filter((pod) => !listedPods.has(pod));
    if (waiting.length > 0 && routers.length > 0) {
      yield {
        code: 'DIFF-504',
        message: `${words}, and the hashring does not list ${waiting.join(', ')} yet: nothing is written to them, and no other pod restarts. Next: wait until they are ready (kubectl rollout status), then add them to the hashring in a step of its own`,
        causes,
      };
    }
  }
}

function listed(members: readonly Member[]): string {
  const names = members.map(({ address, before, after }) => (after ?? before)?.pod || address);
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

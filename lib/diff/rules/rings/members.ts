import type { Inventory } from '../../../manifests/inventory';
import { type Receiver, type RingEntry, receiversOf } from '../../../manifests/receiver';
import { type Destination, destinationOf, hostAndPort, mayExist } from '../../../manifests/service-address';
import { podsOf } from '../../../manifests/stateful-pods';
import type { Workload } from '../../../manifests/workload';
import type { ClusterChange } from '../../cluster-change';
import { isAt } from '../../path';
import type { Cause } from '../thanos/causes';
import { changeOf, isSecret, type ProcessPair, processPairs } from '../thanos/process-pairs';
import { hasTsdb } from '../thanos/writer';

/** A receiver on both sides. */
export interface ReceiverPair {
  readonly pair: ProcessPair;
  readonly before: Receiver;
  readonly after: Receiver;
}

/** The receivers that are there on both sides, but for those whose hashrings are in a Secret: no message may repeat them. */
export function receiverPairs(cluster: ClusterChange): ReceiverPair[] {
  return processPairs(cluster)
    .filter((pair) => pair.after.subcommand === 'receive' && !isSecret(pair, 'receive.hashrings'))
    .flatMap((pair) => {
      const before = receiversOf(cluster.before).find(({ process }) => process === pair.before);
      const after = receiversOf(cluster.after).find(({ process }) => process === pair.after);
      return before && after ? [{ pair, before, after }] : [];
    });
}

/** A member of a receiver's hashrings, and what is behind it on either side. */
export interface Member {
  readonly address: string;
  readonly before: Destination | undefined;
  readonly after: Destination | undefined;
}

/** The members of all hashrings of a receiver, by address. */
export function membersOf({ rings }: Receiver): ReadonlyMap<string, RingEntry> {
  return new Map(rings.flatMap(({ entries }) => entries.map((entry): [string, RingEntry] => [entry.address, entry])));
}

/** What is behind an address on both sides, seen by a receiver. */
export function memberAt(cluster: ClusterChange, address: string, { after }: ProcessPair): Member {
  const { host = '' } = hostAndPort(address) ?? {};
  const find = (side: Inventory) => destinationOf(side, host, after.workload.namespace);
  return { address, before: find(cluster.before), after: find(cluster.after) };
}

/** Whether a pod is made for a member: unknown counts as yes. */
export function isMade(destination: Destination | undefined, other: Destination | undefined): boolean {
  return destination === undefined ? other === undefined : mayExist(destination);
}

/** The changes of what makes a member's pod. */
export function podCauses(cluster: ClusterChange, { before, after }: Member): Cause[] {
  const workloads = [...(after?.workloads ?? []), ...(before?.workloads ?? [])];
  const changes = new Set(workloads.flatMap(({ object }) => changeOf(cluster, object) ?? []));
  return [...changes].flatMap((change): Cause[] =>
    change.type === 'changed'
      ? change.fields.filter(({ path }) => isAt(path, 'spec', 'replicas')).map((field) => ({ change, field }))
      : [{ change }],
  );
}

/** A StatefulSet of pods with a TSDB that makes fewer or more pods than before. */
export interface Scaled {
  readonly workload: Workload;
  readonly from: number;
  readonly to: number;
  /** Names of pods that are made on the earlier side alone. */
  readonly gone: readonly string[];
  /** Names of pods that are made on the later side alone. */
  readonly fresh: readonly string[];
  readonly causes: readonly Cause[];
}

/** The ingestors of which there are more or fewer pods. */
export function scaledIngestors(cluster: ClusterChange): Scaled[] {
  return receiverPairs(cluster)
    .filter(({ pair }) => hasTsdb(pair.before) && hasTsdb(pair.after))
    .flatMap(({ pair }): Scaled[] => {
      const [before, after] = [podsOf(pair.before.workload), podsOf(pair.after.workload)];
      const change = changeOf(cluster, pair.after.workload.object);
      if (!before || !after || change?.type !== 'changed') return [];
      const gone = before.filter((pod) => !after.includes(pod));
      const fresh = after.filter((pod) => !before.includes(pod));
      const causes = change.fields
        .filter(({ path }) => isAt(path, 'spec', 'replicas') || isAt(path, 'spec', 'ordinals', 'start'))
        .map((field) => ({ change, field }));
      if (causes.length === 0) return [];
      return [{ workload: pair.after.workload, from: before.length, to: after.length, gone, fresh, causes }];
    });
}

import type { Inventory } from '../../inventory';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { capnprotoAddress, type Receiver, type RingEntry, receiversOf } from '../../receiver';
import { expandedIn } from '../../stateful-pods';

/** The addresses in a receiver's hashrings that lead back to its own pods. */
function ownEntries({ process, rings }: Receiver): RingEntry[] {
  return rings.flatMap(({ entries }) =>
    entries.filter(({ destination }) => destination?.workloads.every((workload) => workload === process.workload)),
  );
}

export const strangeLocalEndpoint: ManifestRule = {
  rule: 'THANOS-007',
  check: (cluster) => ofMode(cluster, 'both').flatMap(loopOfIngestor),
};

/** What Thanos recognises as itself is exactly the text of an entry; all others it connects to. */
function loopOfIngestor(receiver: Receiver): Finding[] {
  const { process } = receiver;
  const flag = process.flag('receive.local-endpoint') ?? '';
  const strange = ownEntries(receiver).find((entry) => {
    const local = expandedIn(process, entry.destination?.pod ?? '', flag);
    if (local === undefined || (flag.includes('$(') && !entry.destination?.onePod)) return false;
    return local !== entry.address && local !== capnprotoAddress(entry);
  });
  if (!strange) return [];
  const { pod = '', onePod } = strange.destination ?? {};
  const local = expandedIn(process, pod, flag);
  return [
    {
      object: process.workload.object,
      what: `A hashring has the address ${strange.address}, but ${onePod ? `in pod ${pod} ` : ''}--receive.local-endpoint is ${local}: the pod would not know itself, and hand its share to itself until that times out; none of it would be written`,
      fix: 'Write both exactly alike, with the same domain and port: $(POD_NAME).<service>.<namespace>.svc.cluster.local:10901',
    },
  ];
}

export const routerInOwnRing: ManifestRule = {
  rule: 'THANOS-008',
  check: (cluster) =>
    ofMode(cluster, 'router').flatMap((receiver) => {
      const [own] = ownEntries(receiver);
      if (!own) return [];
      return [
        {
          object: receiver.process.workload.object,
          what: `A hashring has the address ${own.address}, which leads back to the receiver that reads it; without --receive.local-endpoint it keeps nothing, and would hand series to itself until that times out; none would be written`,
          fix: 'Name only ingestors in the hashring, or give these pods --receive.local-endpoint so that they keep their share',
        },
      ];
    }),
};

function ofMode(cluster: Inventory, mode: Receiver['mode']): Receiver[] {
  return receiversOf(cluster).filter((receiver) => receiver.mode === mode);
}

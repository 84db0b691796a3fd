import type { Inventory } from '../../inventory';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { runningContainers } from '../../pod';
import {
  capnprotoPort,
  type Receiver,
  type ReceiverPorts,
  type RingEntry,
  receiverPorts,
  receiversIn,
  receiversOf,
} from '../../receiver';
import { type Destination, mayExist, targetPort } from '../../service-address';

/** A check of each hashring's addresses; what is the same of several is said once, of the first. */
function eachRing(
  check: (entries: readonly RingEntry[], receiver: Receiver, cluster: Inventory) => Omit<Finding, 'object'>[],
): ManifestRule['check'] {
  return (cluster) =>
    receiversOf(cluster).flatMap((receiver) =>
      receiver.rings.flatMap(({ entries }) =>
        check(entries, receiver, cluster)
          .slice(0, 1)
          .map((found) => ({ object: receiver.process.workload.object, ...found })),
      ),
    );
}

export const badRingAddress: ManifestRule = {
  rule: 'THANOS-003',
  check: eachRing((entries, { capnproto }) => {
    const seen = new Set<string>();
    return entries.flatMap(({ address }) => {
      if (seen.has(address)) {
        return [
          {
            what: `A hashring has the address ${address} twice, so that one ingestor would hold several replicas of a series, and lose them together`,
            fix: 'Name each ingestor once',
          },
        ];
      }
      seen.add(address);
      const flaw = flawOf(address, capnproto);
      return flaw ? [{ what: `A hashring has the address "${address}", ${flaw}`, fix: FIX }] : [];
    });
  }),
};

const FIX =
  'Write the host and the gRPC port of one ingestor, for example thanos-receive-0.thanos-receive.thanos.svc.cluster.local:10901';

/** What Thanos could not connect to. Other schemes than these are for gRPC to resolve. */
function flawOf(address: string, capnproto: boolean): string | undefined {
  if (/^(https?|grpcs?):\/\//.test(address))
    return 'with the scheme of a URL: routers connect by gRPC, and would not reach it';
  if (/^dns[a-z]*\+/.test(address))
    return 'which asks for a look-up: hashrings know no such prefix, and the name would not be found';
  if (/^[\w.-]+(:\d+)?\/./.test(address)) return 'with a path: routers connect by gRPC, and would not reach it';
  if (/^[\w.-]+$/.test(address) && !capnproto) return 'without a port: routers would try 443';
  return undefined;
}

export const wrongRingPort: ManifestRule = {
  rule: 'THANOS-004',
  check: eachRing((entries, { capnproto }, cluster) =>
    entries.flatMap(({ address, destination, port }) => {
      const right = !capnproto && destination && rightPort(cluster, destination, port, 'grpc');
      if (!right) return [];
      return [
        {
          what: `A hashring has the address ${address}, and the receiver there listens for gRPC at ${right}: no series would arrive`,
          fix: `Write port ${right}, the one of --grpc-address, rather than that of remote write or Cap'n Proto`,
        },
      ];
    }),
  ),
};

export const wrongCapnprotoPort: ManifestRule = {
  rule: 'THANOS-005',
  check: eachRing((entries, { capnproto }, cluster) =>
    entries.flatMap((entry) => {
      const { address, destination, capnprotoAddress: explicit } = entry;
      const port = capnprotoPort(entry);
      const right = capnproto && destination && rightPort(cluster, destination, port, 'capnproto');
      if (!right) return [];
      const given = explicit ? `the capnproto_address ${explicit}` : `${address} without capnproto_address`;
      return [
        {
          what: `A hashring has ${given}, so that routers try port ${port}, and the receiver there listens for Cap'n Proto at ${right}: no series would arrive`,
          fix: `Write "capnproto_address" with port ${right} beside the address, or leave out --receive.capnproto-address`,
        },
      ];
    }),
  ),
};

/** The port that a receiver behind an address has for what is wanted, if the address has another. */
function rightPort(
  cluster: Inventory,
  destination: Destination,
  port: number | undefined,
  wanted: keyof ReceiverPorts,
): number | undefined {
  const target = port === undefined ? undefined : targetPort(destination, port);
  const wrong = receiversIn(cluster, destination.workloads).find(({ process }) => {
    const { [wanted]: right, ...others } = receiverPorts(process);
    // Where there are more containers, one of them may be a proxy.
    const alone = runningContainers(process.workload).length === 1;
    return target !== undefined && target !== right && (alone || Object.values(others).includes(target));
  });
  return wrong && receiverPorts(wrong.process)[wanted];
}

export const ringBeyondPods: ManifestRule = {
  rule: 'THANOS-527',
  check: eachRing((entries) =>
    entries.flatMap(({ address, destination }) => {
      if (!destination || mayExist(destination)) return [];
      const makers = destination.workloads.map(({ object }) => object);
      return [
        {
          what: `A hashring has the address ${address}, and no StatefulSet here makes a pod of that name: its share of every write would fail`,
          fix: 'Name pods that the replicas, the name and the serviceName of a StatefulSet make; let new pods become ready before they join the hashring',
          related: makers,
        },
      ];
    }),
  ),
};

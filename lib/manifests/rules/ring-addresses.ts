import type { Inventory } from '../inventory';
import type { Finding, ManifestRule } from '../manifest-rule';
import { capnprotoAddress, portsOf, type Receiver, type RingEntry, receiversIn, receiversOf } from '../receiver';
import { mayExist, targetPort } from '../service-address';

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
      if (capnproto || !destination || port === undefined) return [];
      const other = otherPort(cluster, destination, port, 'grpc');
      if (!other) return [];
      return [
        {
          what: `A hashring has the address ${address}, and that is the port for ${other.use}: routers connect by gRPC, and no series would arrive`,
          fix: `Write port ${other.right}, the one of --grpc-address`,
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
      const port = Number(/:(\d+)$/.exec(capnprotoAddress(entry))?.[1]);
      if (!capnproto || !destination || Number.isNaN(port)) return [];
      if (explicit === undefined) {
        const custom = receiversIn(cluster, destination.workloads).map(
          ({ process }) => portsOf(process)["Cap'n Proto"],
        );
        if (custom.length === 0 || custom.includes(Number(targetPort(destination, port)))) return [];
        if (typeof targetPort(destination, port) === 'string') return [];
        return [
          {
            what: `A hashring has ${address} without capnproto_address, so that routers try port ${port}; the ingestor listens for Cap'n Proto at ${custom[0]}, and no series would arrive`,
            fix: `Write the endpoint as {"address": "${address}", "capnproto_address": "${address.split(':', 1)[0]}:${custom[0]}"}`,
          },
        ];
      }
      const other = otherPort(cluster, destination, port, "Cap'n Proto");
      if (!other) return [];
      return [
        {
          what: `A hashring has the capnproto_address ${explicit}, and that is the port for ${other.use}: no series would arrive`,
          fix: `Write port ${other.right}, the one of --receive.capnproto-address`,
        },
      ];
    }),
  ),
};

/** For what a receiver behind an address uses a port, if that is something else than wanted. What a proxy listens at is nobody's business. */
function otherPort(
  cluster: Inventory,
  destination: NonNullable<RingEntry['destination']>,
  port: number,
  wanted: keyof ReturnType<typeof portsOf>,
): { readonly use: string; readonly right: number } | undefined {
  const target = targetPort(destination, port);
  for (const { process } of receiversIn(cluster, destination.workloads)) {
    const { [wanted]: right, ...others } = portsOf(process);
    const use = Object.entries(others).find(([, number]) => number === target && number !== right)?.[0];
    if (use) return { use, right };
  }
  return undefined;
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

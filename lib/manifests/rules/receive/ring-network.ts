import type { Inventory } from '../../inventory';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { blockedBy } from '../../network-reach';
import { capnprotoPort, type Receiver, receiversOf } from '../../receiver';
import { targetPort } from '../../service-address';

export const blockedIngestors: ManifestRule = {
  rule: 'THANOS-006',
  check: (cluster) =>
    cluster.ofKind('networking.k8s.io', 'NetworkPolicy').length === 0
      ? []
      : receiversOf(cluster).flatMap((receiver) => blockedPorts(cluster, receiver)),
};

function blockedPorts(cluster: Inventory, { process, rings, capnproto }: Receiver): Finding[] {
  const router = process.workload;
  const tried = new Set<string>();
  return rings
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => {
      const written = capnproto ? capnprotoPort(entry) : entry.port;
      const { destination } = entry;
      if (!destination || written === undefined) return [];
      const port = targetPort(destination, written);
      return destination.workloads.flatMap((ingestor): Finding[] => {
        const pair = `${nameOf(ingestor.object)} ${port}`;
        if (port === undefined || tried.has(pair) || staysInPod(router, ingestor)) return [];
        tried.add(pair);
        const [policy, ...others] = blockedBy(cluster, router, ingestor, port);
        if (!policy) return [];
        return [
          {
            object: policy,
            what: `It keeps ${nameOf(router.object)} from port ${port} of ${nameOf(ingestor.object)}, to which it hands series on by ${capnproto ? "Cap'n Proto" : 'gRPC'}: every write would fail`,
            fix: `Allow TCP port ${port} between them, in the ingress of the one and, if it is restricted, in the egress of the other`,
            related: [router.object, ...others],
          },
        ];
      });
    });
}

/** A single pod that is router and ingestor keeps everything to itself. */
function staysInPod(router: Receiver['process']['workload'], ingestor: typeof router): boolean {
  return router === ingestor && (router.replicas ?? 1) <= 1;
}

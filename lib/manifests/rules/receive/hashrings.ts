import type { Finding, ManifestRule } from '../../manifest-rule';
import { type Receiver, type Ring, receiversOf } from '../../receiver';

/** A finding for each hashring of each receiver that `check` has something to say of. */
function eachRing(
  check: (ring: Ring, receiver: Receiver) => Omit<Finding, 'object'> | undefined,
): ManifestRule['check'] {
  return (cluster) =>
    receiversOf(cluster).flatMap((receiver) =>
      receiver.rings.flatMap((ring) => {
        const found = check(ring, receiver);
        return found ? [{ object: receiver.process.workload.object, ...found }] : [];
      }),
    );
}

export const ringTooSmall: ManifestRule = {
  rule: 'THANOS-001',
  check: eachRing(({ name, endpoints, algorithm }, { replicationFactor = 1 }) => {
    const wanted = `and --receive.replication-factor is ${replicationFactor}`;
    if (endpoints.length < replicationFactor) {
      return {
        what: `Hashring "${name}" has ${endpoints.length} endpoints, ${wanted}: Thanos would ${algorithm === 'ketama' ? 'not start' : 'refuse every write'}`,
        fix: 'Put more ingestors into the hashring, or lower the replication factor',
      };
    }
    const zones = new Map<string, number>();
    for (const { zone = '' } of endpoints) zones.set(zone, (zones.get(zone) ?? 0) + 1);
    if (algorithm !== 'ketama' || replicationFactor <= zoneCapacity([...zones.values()])) return undefined;
    const spread = [...zones].map(([zone, size]) => `${size} in ${zone || 'no zone'}`).join(', ');
    return {
      what: `Hashring "${name}" has ${spread}, ${wanted}: Thanos spreads the replicas evenly over the zones, finds no place for the last one, and hangs`,
      fix: 'Put as many ingestors of each zone into the hashring, or lower the replication factor',
    };
  }),
};

/** How many replicas Thanos can place: no zone gets two more than the one with the fewest members has. */
function zoneCapacity(sizes: readonly number[]): number {
  const most = Math.min(...sizes) + 1;
  return sizes.reduce((sum, size) => sum + Math.min(size, most), 0);
}

export const zonesWithoutKetama: ManifestRule = {
  rule: 'THANOS-002',
  check: eachRing(({ name, endpoints, algorithm }) => {
    const zone = endpoints.find((endpoint) => endpoint.zone)?.zone;
    if (algorithm === 'ketama' || zone === undefined) return undefined;
    return {
      what: `Hashring "${name}" has endpoints with az ${zone}, and its algorithm is ${algorithm}, which does not know zones: Thanos would not start`,
      fix: 'Write "algorithm": "ketama" into the hashring, or remove az from its endpoints',
    };
  }),
};

export const singleReplica: ManifestRule = {
  rule: 'THANOS-010',
  check: eachRing(({ name, endpoints }, { replicationFactor }) => {
    if (endpoints.length < 2 || replicationFactor !== 1) return undefined;
    return {
      what: `Hashring "${name}" has ${endpoints.length} endpoints and writes each series to one of them: while any of their pods is away, nearly every request fails in part, and clients repeat all of it`,
      fix: 'Set --receive.replication-factor=3 with three ingestors or more, or run one ingestor as long as it can take the load',
    };
  }),
};

export const evenReplication: ManifestRule = {
  rule: 'THANOS-011',
  check: (cluster) =>
    receiversOf(cluster).flatMap(({ process, mode, replicationFactor = 1 }) => {
      if (mode === 'ingestor' || replicationFactor < 2 || replicationFactor % 2 !== 0) return [];
      const what =
        replicationFactor === 2
          ? '--receive.replication-factor is 2, with which a write succeeds once a single ingestor has it: whatever the other one missed is gone if that disk is'
          : `--receive.replication-factor is ${replicationFactor}, which tolerates no more failures than ${replicationFactor - 1} and costs a copy more`;
      return [
        { object: process.workload.object, what, fix: 'Write an odd number: 3 tolerates the loss of one ingestor' },
      ];
    }),
};

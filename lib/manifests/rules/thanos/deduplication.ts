import { blockSelection, deduplicationLabels, writersOf } from '../../compactor';
import type { Inventory } from '../../inventory';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { isSince } from '../../thanos-version';
import { asList, asText, at } from '../../value';

/** Shards divided by a label whose values have to come together to be merged. */
export const shardByReplica: ManifestRule = {
  rule: 'THANOS-019',
  check: (cluster) =>
    cluster.running('compact').flatMap((compactor): Finding[] => {
      const { version, workload } = compactor;
      const selection = blockSelection(compactor);
      const given = compactor.flags.get('deduplication.replica-label') ?? [];
      if (typeof selection === 'string' || !version) return [];
      // Since v0.42 they are left out of the selection, if each is a flag of its own.
      const separated = deduplicationLabels(compactor).filter(
        (label) => !isSince(version, 42) || !given.includes(label),
      );
      const hashed = selection
        .filter((step) => at(step, 'action') === 'hashmod')
        .flatMap((step) => asList(at(step, 'source_labels')))
        .map(asText);
      const label = separated.find((each) => hashed.includes(each));
      if (label === undefined) return [];
      return [
        {
          object: workload.object,
          what: `The compactor's shard is chosen by a hash of ${label}, which it also deduplicates by: replicas go to different shards, and are then merged by several compactors at once`,
          fix: isSince(version, 42)
            ? `Give --deduplication.replica-label=${label} as a flag of its own, or leave ${label} out of source_labels`
            : `Leave ${label} out of source_labels, or run Thanos v0.42 or later`,
        },
      ];
    }),
};

/** Deduplication by labels that say more than which replica wrote a block. */
export const deduplicationMergesStreams: ManifestRule = {
  rule: 'THANOS-020',
  check: (cluster) => cluster.running('compact').flatMap((compactor) => merged(cluster, compactor)),
};

function merged(cluster: Inventory, compactor: ThanosProcess): Finding[] {
  const removed = deduplicationLabels(compactor);
  if (removed.length === 0) return [];
  const { object } = compactor.workload;
  const tenants = writersOf(cluster, compactor, 'receive').find((receive) =>
    removed.includes(receive.flag('receive.tenant-label-name') ?? 'tenant_id'),
  );
  const rulers = writersOf(cluster, compactor, 'rule').filter((ruler) =>
    labelNames(ruler).every((name) => removed.includes(name)),
  );
  const [first, second] = rulers;
  const findings: Finding[] = [];
  if (tenants) {
    findings.push({
      object,
      what: `The compactor deduplicates by the label that ${nameOf(tenants.workload.object)} writes the tenant into: the blocks of all tenants are merged for good, and nobody can tell whose a series was`,
      fix: 'Deduplicate only by the label of the replica, such as receive_replica',
      related: [tenants.workload.object],
    });
  }
  if (first && second) {
    findings.push({
      object,
      what: `Deduplication by ${removed.join(', ')} leaves no label on the blocks of ${rulers.map(({ workload }) => nameOf(workload.object)).join(' and ')}: Thanos takes them for replicas of one another, and merges them for good`,
      fix: 'Give each ruler a label that stays, for example --label=ruler="teams"',
      related: rulers.map(({ workload }) => workload.object),
    });
  }
  return findings;
}

function labelNames(process: ThanosProcess): string[] {
  return (process.flags.get('label') ?? []).map((label) => label.slice(0, label.indexOf('=')));
}

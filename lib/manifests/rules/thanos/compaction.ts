import { milliseconds } from '../../../values/duration';
import { compactsVertically, deduplicationLabels, writersOf } from '../../compactor';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';

/** Penalty deduplication without a label to deduplicate by. */
export const penaltyNeedsLabel: ManifestRule = {
  rule: 'THANOS-021',
  check: (cluster) =>
    cluster
      .running('compact')
      .filter((each) => each.flag('deduplication.func') === 'penalty' && deduplicationLabels(each).length === 0)
      .map(({ workload: { object } }) => ({
        object,
        what: 'The compactor has --deduplication.func=penalty and no replica label, and so does not start',
        fix: 'Add the label by which replicas differ, for example --deduplication.replica-label=prometheus_replica, or remove the function',
      })),
};

/** Thanos makes 5-minute blocks of what spans 40 hours, and 1-hour blocks of what spans 10 days. */
const FLOORS = [
  { flag: 'retention.resolution-raw', floor: '40h', gap: '42h', advice: '3d', next: '5-minute' },
  { flag: 'retention.resolution-5m', floor: '10d', gap: '12d', advice: '3w', next: '1-hour' },
] as const;

function retentions(compactor: ThanosProcess) {
  if (compactor.flag('downsampling.disable') === 'true') return [];
  return FLOORS.flatMap((each) => {
    const given = compactor.flag(each.flag);
    const kept = given === undefined ? undefined : milliseconds(given);
    return given === undefined || !kept ? [] : [{ ...each, given, kept }];
  });
}

const span = (duration: string) => milliseconds(duration) ?? 0;

/** Retention below which the compactor refuses to start. */
export const retentionBelowFloor: ManifestRule = {
  rule: 'THANOS-022',
  check: (cluster) =>
    cluster.running('compact').flatMap((compactor) =>
      retentions(compactor)
        .filter(({ kept, floor }) => kept < span(floor))
        .map(({ flag, given, floor, advice, next }) => ({
          object: compactor.workload.object,
          what: `--${flag}=${given} deletes samples before ${next} blocks are made of them, at ${floor}, so the compactor does not start`,
          fix: `Write ${advice} or more ('m' is minutes), 0d to keep them for ever, or --downsampling.disable`,
        })),
    ),
};

/** Retention with which it starts, and loses the oldest blocks of each compaction before they are downsampled. */
export const retentionNearFloor: ManifestRule = {
  rule: 'THANOS-058',
  check: (cluster) =>
    cluster.running('compact').flatMap((compactor) =>
      retentions(compactor)
        .filter(({ kept, floor, gap }) => kept >= span(floor) && kept < span(gap))
        .map(({ flag, given, advice, next }) => ({
          object: compactor.workload.object,
          what: `--${flag}=${given} deletes the oldest blocks before they are compacted into one that is long enough for ${next} blocks: gaps remain at that resolution`,
          fix: `Write ${advice} or more`,
        })),
    ),
};

/** Receivers that write overlapping blocks, and a compactor that halts at them. */
export const outOfOrderHalts: ManifestRule = {
  rule: 'THANOS-023',
  check: (cluster) =>
    cluster.running('compact').flatMap((compactor): Finding[] => {
      if (compactsVertically(compactor)) return [];
      const receive = writersOf(cluster, compactor, 'receive').find(
        (each) => (milliseconds(each.flag('tsdb.out-of-order.time-window') ?? '0') ?? 0) > 0,
      );
      if (!receive) return [];
      return [
        {
          object: compactor.workload.object,
          what: `${nameOf(receive.workload.object)} takes samples up to ${receive.flag('tsdb.out-of-order.time-window')} out of order, whose blocks overlap, and the compactor of its bucket halts at the first overlap`,
          fix: 'Add --compact.enable-vertical-compaction to the compactor, or remove --tsdb.out-of-order.time-window from receive',
          related: [receive.workload.object],
        },
      ];
    }),
};

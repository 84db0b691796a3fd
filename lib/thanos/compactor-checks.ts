import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';
import { milliseconds } from '../values/duration';
import type { ThanosCompactorOptions } from './compactor';

/** Thanos makes the 5-minute blocks of what is 40 hours old, and the 1-hour blocks of what is 10 days old. */
const FLOORS = [
  { option: 'raw', floor: '40h', next: 'the 5-minute blocks' },
  { option: 'fiveMinutes', floor: '10d', next: 'the 1-hour blocks' },
] as const;

/** What the compactor would refuse, or silently do otherwise. */
export function compactorProblems(options: ThanosCompactorOptions): Problem[] {
  return [
    ...retentionProblems(options),
    ...deduplicationProblems(options),
    ...concurrencyProblems(options),
    ...intervalProblems(options),
    ...diskProblems(options),
  ];
}

function retentionProblems({ retention, downsampling }: ThanosCompactorOptions): Problem[] {
  if (downsampling === false) return [];
  return FLOORS.flatMap(({ option, floor, next }): Problem[] => {
    const given = retention?.[option];
    const kept = given && milliseconds(given);
    if (!given || !kept || kept >= (milliseconds(floor) ?? 0)) return [];
    return [
      {
        rule: 'THANOS-022',
        what: `retention.${option} is ${given}: samples would be deleted before ${next} are made of them, at ${floor}, so the compactor refuses to start`,
        fix: `Write ${floor} or more ('m' is minutes), '0d' to keep them for ever, or downsampling: false`,
      },
    ];
  });
}

function deduplicationProblems({ deduplication, verticalCompaction }: ThanosCompactorOptions): Problem[] {
  const problems: Problem[] = [];
  if (deduplication && verticalCompaction === false) {
    problems.push({
      rule: 'THANOS-510',
      what: 'verticalCompaction is false, but deduplication merges overlapping blocks, and Thanos turns vertical compaction on for it',
      fix: 'Leave out verticalCompaction, or deduplication',
    });
  }
  for (const label of deduplication?.replicaLabels ?? []) {
    if (label !== '' && !label.includes(',')) continue;
    problems.push({
      rule: 'THANOS-506',
      what: `deduplication.replicaLabels has "${label}", which is no label: Thanos would ignore it, or read several`,
      fix: "Write each label as a string of its own: ['receive_replica']",
    });
  }
  return problems;
}

function concurrencyProblems(options: ThanosCompactorOptions): Problem[] {
  const { compactConcurrency, downsampleConcurrency, blocksFetchConcurrency } = options;
  const { blockFilesConcurrency, blockMetaFetchConcurrency } = options;
  const workers = { compactConcurrency, downsampleConcurrency, blocksFetchConcurrency };
  return numberProblems({ ...workers, blockFilesConcurrency, blockMetaFetchConcurrency }, 1);
}

function intervalProblems({ waitInterval }: ThanosCompactorOptions): Problem[] {
  if (waitInterval === undefined || milliseconds(waitInterval) !== 0) return [];
  return [
    {
      rule: 'THANOS-503',
      what: `waitInterval is ${waitInterval}, at which the compactor panics`,
      fix: "Write a positive duration, such as '5m'",
    },
  ];
}

function diskProblems({ storage, storageClass }: ThanosCompactorOptions): Problem[] {
  if (storage || storageClass === undefined) return [];
  return [
    {
      rule: 'THANOS-510',
      what: `storageClass is ${storageClass}, but there is no storage, so compactions would fill the node's disk`,
      fix: 'Give storage: Size.gibibytes(100), or leave out storageClass',
    },
  ];
}

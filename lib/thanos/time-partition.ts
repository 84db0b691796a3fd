import type { Problem } from '../validation/problem';
import { milliseconds, type PrometheusDuration } from '../values/duration';

/**
 * A moment: fixed, as RFC 3339 writes it (`'2026-01-01T00:00:00Z'`), or relative to the present (`'-6w'`, six weeks ago).
 */
export type BlockTime = `${number}-${number}-${number}T${string}` | PrometheusDuration;

/** Which blocks a component sees, by the time of their samples. A block that is partly inside is seen as a whole. */
export interface TimePartition {
  /** Only blocks with samples after this (`--min-time`). @default - all blocks */
  readonly minTime?: BlockTime;
  /** Only blocks with samples before this (`--max-time`). @default - all blocks */
  readonly maxTime?: BlockTime;
}

/** What Thanos would refuse in a time partition, or what would leave nothing. */
export function timePartitionProblems({ minTime, maxTime }: TimePartition): Problem[] {
  const from = moment(minTime);
  const to = moment(maxTime);
  const problems = [...momentProblems('minTime', minTime), ...momentProblems('maxTime', maxTime)];
  if (problems.length > 0 || from === undefined || to === undefined || from.relative !== to.relative) return problems;
  if (from.at < to.at) return [];
  return [
    {
      rule: 'THANOS-027',
      what: `minTime "${minTime}" is not before maxTime "${maxTime}", so there would be no block`,
      fix: "Write the earlier moment into minTime, for example minTime: '-6w', maxTime: '-2d'",
    },
  ];
}

function momentProblems(option: string, time: BlockTime | undefined): Problem[] {
  if (time === undefined) return [];
  const parsed = moment(time);
  if (!parsed) {
    return [
      {
        rule: 'THANOS-054',
        what: `${option} "${time}" is neither a time in RFC 3339 nor a duration: Thanos would not start`,
        fix: "Write, for example, '2026-01-01T00:00:00Z' or '-6w'",
      },
    ];
  }
  if (!parsed.relative || parsed.at <= 0) return [];
  return [
    {
      rule: 'THANOS-027',
      what: `${option} "${time}" is in the future: Thanos adds it to the present, where there are no blocks yet`,
      fix: `Write '-${time}' for that long ago`,
    },
  ];
}

function moment(time: BlockTime | undefined): { readonly relative: boolean; readonly at: number } | undefined {
  if (time === undefined) return undefined;
  const [, sign, duration] = /^(-?)(\d.*[a-z])$/.exec(time) ?? [];
  if (duration !== undefined) {
    const span = milliseconds(duration as PrometheusDuration);
    return span === undefined ? undefined : { relative: true, at: sign ? -span : span };
  }
  const [, date] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.exec(time) ?? [];
  const at = Date.parse(time);
  const day = Date.parse(`${date}T00:00:00Z`);
  // JavaScript reads 30 February as a day in March; Go refuses it.
  if (Number.isNaN(at) || Number.isNaN(day) || !new Date(day).toISOString().startsWith(String(date))) return undefined;
  return { relative: false, at };
}

import type { NumberedSample } from './remote-write';

/** A series as the query API answers, with its samples. */
export interface ReadSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** Seconds, and the value as text. */
  readonly values: readonly (readonly [number, string])[];
}

/** What became of the samples of a writer. Every number is of samples: one number in ten series is ten. */
export interface Account {
  readonly written: number;
  readonly acknowledged: number;
  /** Of the acknowledged ones, those read back. */
  readonly readBack: number;
  readonly missing: readonly string[];
  /** Read more than once. */
  readonly duplicate: readonly string[];
  /** Read with a time or a value that nobody wrote. */
  readonly foreign: readonly string[];
}

export interface WriteLog {
  /** The value of label `series` of each series. */
  readonly series: readonly string[];
  readonly written: readonly NumberedSample[];
  readonly acknowledged: readonly NumberedSample[];
}

/**
 * Accounts for each sample. Those that nobody acknowledged may be there or not, but not twice: a receiver may store what it cannot
 * answer for.
 */
export function account(log: WriteLog, read: readonly ReadSeries[]): Account {
  const valueAt = new Map(log.written.map(({ number, timestamp }) => [timestamp, number]));
  const counts = new Map<string, number>();
  const foreign: string[] = [];
  for (const { metric, values } of read) {
    const series = metric['series'] ?? '';
    for (const [seconds, value] of values) {
      const timestamp = Math.round(seconds * 1000);
      const number = valueAt.get(timestamp);
      if (number === undefined || number !== Number(value) || !log.series.includes(series)) {
        foreign.push(`series ${series}: ${value} at ${timestamp}`);
        continue;
      }
      const key = `${series} ${number}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const missing: string[] = [];
  const duplicate: string[] = [];
  for (const [key, count] of counts) if (count > 1) duplicate.push(`${nameOf(key)}, ${count} times`);
  for (const series of log.series) {
    for (const { number } of log.acknowledged) {
      if (!counts.has(`${series} ${number}`)) missing.push(nameOf(`${series} ${number}`));
    }
  }
  const total = log.acknowledged.length * log.series.length;
  return {
    written: log.written.length * log.series.length,
    acknowledged: total,
    readBack: total - missing.length,
    missing,
    duplicate,
    foreign,
  };
}

function nameOf(key: string): string {
  const [series, number] = key.split(' ');
  return `number ${number} of series ${series}`;
}

/** Throws, naming the first ones, unless each acknowledged sample was read exactly once. */
export function assertExact(found: Account): void {
  const wrong = Object.entries({ missing: found.missing, duplicate: found.duplicate, foreign: found.foreign })
    .filter(([, samples]) => samples.length > 0)
    .map(([what, samples]) => `${samples.length} ${what} (${samples.slice(0, 5).join('; ')})`);
  if (found.acknowledged === 0) wrong.push('nothing was acknowledged');
  if (wrong.length > 0) {
    throw new Error(`of ${found.acknowledged} acknowledged samples, ${found.readBack} were read: ${wrong.join(', ')}`);
  }
}

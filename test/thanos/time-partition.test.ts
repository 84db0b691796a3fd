import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TimePartition, timePartitionProblems } from '../../lib/thanos/time-partition';

describe('timePartitionProblems accepts', () => {
  const partitions: TimePartition[] = [
    {},
    { minTime: '-6w' },
    { minTime: '-6w', maxTime: '-2d' },
    { minTime: '-1d12h', maxTime: '0s' },
    { minTime: '2026-01-01T00:00:00Z', maxTime: '2026-02-01T00:00:00.5+02:00' },
    // Which of the two is earlier depends on the day.
    { minTime: '2026-01-01T00:00:00Z', maxTime: '-2d' },
  ];
  for (const partition of partitions) {
    it(JSON.stringify(partition), () => assert.deepEqual(timePartitionProblems(partition), []));
  }
});

describe('timePartitionProblems names', () => {
  const mistakes: [string, TimePartition, RegExp][] = [
    ['times in the wrong order', { minTime: '-2d', maxTime: '-6w' }, /minTime "-2d" is not before maxTime "-6w"/],
    ['the same time twice', { minTime: '-7d', maxTime: '-1w' }, /not before/],
    [
      'fixed times in the wrong order, across zones',
      { minTime: '2026-01-01T01:00:00+02:00', maxTime: '2025-12-31T23:00:00Z' },
      /not before/,
    ],
    ['a duration without its sign', { maxTime: '6w' }, /maxTime "6w" is in the future.*/],
    ['a day that does not exist', { minTime: '2026-02-30T00:00:00Z' }, /neither a time in RFC 3339 nor a duration/],
    ['a time without zone', { minTime: '2026-01-01T00:00:00' }, /neither a time/],
    ['a fractional duration', { minTime: '-1.5d' }, /neither a time/],
    ['units out of order', { maxTime: '-2h1d' }, /neither a time/],
  ];
  for (const [mistake, partition, message] of mistakes) {
    it(mistake, () => {
      const problems = timePartitionProblems(partition);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]?.what ?? '', message);
    });
  }
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): TimePartition[] {
  return [
    // @ts-expect-error a date has a time
    { minTime: '2026-01-01' },
    // @ts-expect-error a duration has a unit
    { minTime: '-6' },
    // @ts-expect-error no such unit
    { minTime: '-6 weeks' },
  ];
}

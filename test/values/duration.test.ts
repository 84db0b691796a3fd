import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GoDuration, milliseconds, type PrometheusDuration } from '../../lib/values/duration';

describe('milliseconds', () => {
  const durations: [PrometheusDuration | GoDuration, number | undefined][] = [
    ['90d', 90 * 86_400_000],
    ['2y', 2 * 365 * 86_400_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['0s', 0],
    ['1w', 604_800_000],
    ['1.5h', undefined],
    ['-1h', undefined],
    ['30m1h', undefined],
    ['1e3s', undefined],
  ];
  for (const [duration, expected] of durations) {
    it(`reads ${duration} as Prometheus does`, () => assert.equal(milliseconds(duration), expected));
  }
});

export function refusedByTheCompiler(): PrometheusDuration[] {
  return [
    '90d',
    // @ts-expect-error a unit is missing
    '90',
    // @ts-expect-error months are no unit
    '3mo',
    // @ts-expect-error no number
    'd',
  ];
}

export function goKnowsNoDays(): GoDuration[] {
  return [
    '48h',
    // @ts-expect-error Go's durations end at hours
    '2d',
  ];
}

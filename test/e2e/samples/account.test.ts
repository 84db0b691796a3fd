import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { account, assertExact, type ReadSeries, type WriteLog } from './account';

const sample = (number: number) => ({ number, timestamp: 1_700_000_000_000 + number * 250 });
const log: WriteLog = {
  series: ['0', '1'],
  written: [1, 2, 3].map(sample),
  acknowledged: [1, 2].map(sample),
};

/** A series as the API answers, with these numbers. */
const read = (series: string, ...numbers: number[]): ReadSeries => ({
  metric: { series },
  values: numbers.map((number) => [sample(number).timestamp / 1000, `${number}`]),
});

describe('The account of what was written', () => {
  it('is exact when each acknowledged sample is there once', () => {
    const found = account(log, [read('0', 1, 2), read('1', 1, 2)]);
    assertExact(found);
    assert.deepEqual(
      { written: found.written, acknowledged: found.acknowledged, readBack: found.readBack },
      { written: 6, acknowledged: 4, readBack: 4 },
    );
  });

  it('lets samples be there that nobody acknowledged, but not twice', () => {
    assertExact(account(log, [read('0', 1, 2, 3), read('1', 1, 2)]));
    const found = account(log, [read('0', 1, 2, 3), read('0', 3), read('1', 1, 2)]);
    assert.throws(() => assertExact(found), /1 duplicate \(number 3 of series 0, 2 times\)/);
  });

  it('names what is missing', () => {
    const found = account(log, [read('0', 1, 2), read('1', 2)]);
    assert.equal(found.readBack, 3);
    assert.throws(
      () => assertExact(found),
      /of 4 acknowledged samples, 3 were read: 1 missing \(number 1 of series 1\)/,
    );
  });

  it('misses all of a series that is not there', () => assert.equal(account(log, [read('0', 1, 2)]).missing.length, 2));

  it('counts a sample of two replicas as a duplicate', () => {
    const replicas = ['a', 'b'].map((replica) => ({
      ...read('0', 1),
      metric: { series: '0', receive_replica: replica },
    }));
    assert.equal(account(log, replicas).duplicate.length, 1);
  });

  it('finds another value, another time and another series', () => {
    const [first] = read('0', 1).values;
    assert.ok(first);
    const strange: ReadSeries[] = [
      { metric: { series: '0' }, values: [[first[0], '2']] },
      { metric: { series: '0' }, values: [[first[0] + 0.001, '1']] },
      read('7', 1),
    ];
    assert.equal(account(log, strange).foreign.length, 3);
    assert.equal(account(log, strange).missing.length, 4);
  });

  it('proves nothing where nothing was acknowledged', () => {
    assert.throws(() => assertExact(account({ ...log, acknowledged: [] }, [])), /nothing was acknowledged/);
  });
});

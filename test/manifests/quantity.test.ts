import assert from 'node:assert/strict';
import { it } from 'node:test';
import { quantityValue } from '../../lib/manifests/quantity';

it('A quantity is read as the API server reads it', () => {
  const values: [unknown, number | undefined][] = [
    ['1500m', 1.5],
    ['1Gi', 2 ** 30],
    ['1G', 1e9],
    ['.5', 0.5],
    ['1.', 1],
    ['1e3', 1000],
    ['1E', 1e18],
    ['2E2', 200],
    ['-1', -1],
    [0.1, 0.1],
    ['1GB', undefined],
    ['1 Gi', undefined],
    ['512mb', undefined],
    ['', undefined],
    [null, undefined],
    [true, undefined],
  ];
  for (const [quantity, value] of values) assert.equal(quantityValue(quantity), value, String(quantity));
});

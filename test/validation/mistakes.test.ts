import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RULE_IDS } from '../../lib/validation/catalogue';
import { IMPOSSIBLE } from '../../lib/validation/catalogue/impossible';

/** How many mistakes the list has by which rules 001 to 050 are numbered. */
const MISTAKES = 50;

it('Each mistake of the list has a rule, or cannot be made', () => {
  const known = new Set([
    ...RULE_IDS.map((id) => Number(id.slice('THANOS-'.length))),
    ...IMPOSSIBLE.map(({ mistake }) => mistake),
  ]);
  const all = Array.from({ length: MISTAKES }, (_, index) => index + 1);
  assert.deepEqual(
    all.filter((mistake) => !known.has(mistake)),
    [],
  );
});

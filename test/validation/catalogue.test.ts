import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULE_IDS, ruleOf } from '../../lib/validation/catalogue';
import { outcome } from './attempt';
import { RULE_CASES } from './cases';

describe('Each rule of the catalogue', () => {
  for (const id of RULE_IDS) {
    RULE_CASES[id].forEach(({ trips, passes }, index) => {
      it(`${id} is tripped (${index + 1}): ${ruleOf(id).title}`, () => {
        const found = outcome(trips);
        assert.deepEqual([...new Set(found.map(({ rule }) => rule))], [id], JSON.stringify(found, null, 2));
        for (const { message } of found) assert.ok(message.startsWith(`${id}: `), message);
      });

      it(`${id} is just passed (${index + 1})`, () => assert.deepEqual(outcome(passes), []));
    });
  }
});

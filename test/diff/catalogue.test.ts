import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHANGE_CODES } from '../../lib/diff/catalogue';
import { CHANGE_CASES } from './cases';
import { codesOf, judgedFields } from './compare';

for (const code of CHANGE_CODES) {
  describe(code, () => {
    const { given, notGiven } = CHANGE_CASES[code];
    for (const { title, back, ...states } of given) {
      it(`is given to ${title}`, () => assert.ok(codesOf(states).includes(code), codesOf(states).join()));
      it(`and back it is ${back}: ${title}`, () => {
        const [worst] = judgedFields({ before: states.after, after: states.before });
        assert.equal(worst?.code, back);
      });
    }
    for (const { title, ...states } of notGiven) {
      it(`is not given to ${title}`, () => assert.ok(!codesOf(states).includes(code), codesOf(states).join()));
    }
  });
}

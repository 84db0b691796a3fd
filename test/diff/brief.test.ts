import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brief, withBriefWords } from '../../lib/diff/brief';

describe('A value in a message', () => {
  it('is as it is, or its beginning', () => {
    assert.equal(brief('a'.repeat(120)), 'a'.repeat(120));
    assert.equal(brief('😀'.repeat(130)), `${'😀'.repeat(119)}…`);
  });

  it('is no longer in the midst of words', () => {
    const sentence = 'a short word '.repeat(20);
    assert.equal(withBriefWords(sentence), sentence);
    assert.equal(withBriefWords(`drop by ${'x'.repeat(500)} leaves`), `drop by ${'x'.repeat(119)}… leaves`);
  });
});

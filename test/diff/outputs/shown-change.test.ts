import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownChange } from '../../../diff/output/shown-change';

describe('The two values of a change', () => {
  const shown = (before: unknown, after: unknown) => Object.values(shownChange(before, after));

  it('are shown as they are', () => {
    assert.deepEqual(shown('90d', '30d'), ['90d', '30d']);
    assert.deepEqual(shown(3, 5), ['3', '5']);
    assert.deepEqual(shown(false, true), ['false', 'true']);
    assert.deepEqual(shown('', 'a'), ['""', 'a']);
    assert.deepEqual(shown({ a: [1] }, ['x']), ['{"a":[1]}', '["x"]']);
  });

  it('are named where they are not there', () => {
    assert.deepEqual(shown(undefined, 'a'), ['not set', 'a']);
    assert.deepEqual(shown(null, undefined), ['null', 'not set']);
  });

  it('are told apart where only their types differ', () => {
    assert.deepEqual(shown('true', true), ['"true"', 'true']);
    assert.deepEqual(shown('9007199254740993', 9_007_199_254_740_993n), ['"9007199254740993"', '9007199254740993']);
  });

  it('have all digits of large whole numbers', () =>
    assert.deepEqual(shown(9_007_199_254_740_993n, [2n ** 64n]), ['9007199254740993', '[18446744073709551616]']));

  it('are folded to what differs where they are long', () => {
    const rules = 'a'.repeat(500);
    assert.deepEqual(shown(`${rules}-before`, `${rules}-after`), [
      `…${'a'.repeat(11)}-before`,
      `…${'a'.repeat(11)}-after`,
    ]);
    const [before = ''] = shown('b'.repeat(500), 'c'.repeat(500));
    assert.equal(before, `${'b'.repeat(71)}…`);
  });

  it('are folded to the lines that differ', () => {
    const text = (line: string) => `first\n${line}\nlast\n`;
    assert.deepEqual(shown(text('  retention: 90d'), text('  retention: 30d')), [
      'line 2: retention: 90d',
      'retention: 30d',
    ]);
    assert.deepEqual(shown('first\nlast\n', text('a\nb')), ['line 2: not set', 'a\\nb']);
    assert.deepEqual(shown(text('a'), 'first\nlast\n'), ['line 2: a', 'not set']);
    assert.deepEqual(shown(text('a'), text('  a')), ['line 2: "a"', '"  a"']);
  });

  it('are of one line, and no half of a character is in there', () => {
    const [before = '', after = ''] = shown(`${'😀'.repeat(100)}\n\u001b[31m`, `${'😀'.repeat(100)}x\n`);
    for (const text of [before, after]) assert.doesNotMatch(text, /\p{C}/u);
    const long = shown(`a${'😀'.repeat(100)}xb`, `a${'😀'.repeat(100)}xc`);
    for (const text of long) assert.doesNotMatch(text, /\\u\{d/);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RelabelConfig, relabelProblems } from '../../lib/values/relabel';

describe('relabelProblems names', () => {
  const mistakes: [string, RelabelConfig, RegExp][] = [
    [
      'a step without source labels',
      { action: 'keep', sourceLabels: [], regex: 'a' },
      /selector\[0\] \(keep\).*no sourceL/,
    ],
    ['modulus 0', { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 0 }, /modulus is 0/],
    ['half a shard', { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 1.5 }, /modulus is 1.5/],
    ['an empty target', { action: 'replace', targetLabel: '' }, /empty targetLabel/],
    ['look-ahead', { action: 'drop', sourceLabels: ['a'], regex: '(?!eu).*' }, /neither look-around/],
    ['a back-reference', { action: 'drop', sourceLabels: ['a'], regex: '(.)\\1' }, /back-references/],
  ];
  for (const [mistake, config, message] of mistakes) {
    it(mistake, () => {
      const found = relabelProblems('selector', [config]);
      assert.equal(found.length, 1);
      assert.match(found[0]?.what ?? '', message);
    });
  }

  it('nothing in a replacement without source labels, or an escaped backslash before a digit', () => {
    assert.deepEqual(relabelProblems('relabel', [{ action: 'replace', targetLabel: 'a', replacement: 'b' }]), []);
    assert.deepEqual(relabelProblems('relabel', [{ action: 'drop', sourceLabels: ['a'], regex: 'c:\\\\1' }]), []);
  });
});

// What the compiler refuses; this function is only checked, never run.
export function refusedByTheCompiler(): RelabelConfig[] {
  return [
    // @ts-expect-error hashmod needs a modulus
    { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'shard' },
    // @ts-expect-error keep has no replacement
    { action: 'keep', sourceLabels: ['a'], regex: 'b', replacement: 'c' },
    // @ts-expect-error replace, the default, needs a label to write
    { regex: 'b' },
    // @ts-expect-error no such action
    { action: 'keepif', regex: 'b' },
  ];
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashmodShard, type RelabelConfig, relabelConfig, relabelProblems } from '../../lib/thanos/relabel';
import { toYaml } from '../../lib/values/yaml';

describe('relabelConfig', () => {
  it('writes each action with its own fields, in the names that Thanos parses', () => {
    const every: readonly RelabelConfig[] = [
      { action: 'keep', sourceLabels: ['cluster', 'tenant'], separator: '/', regex: 'eu-.*/a' },
      { action: 'hashmod', sourceLabels: ['__block_id'], separator: '-', targetLabel: 'shard', modulus: 3 },
      { action: 'replace', sourceLabels: ['a'], separator: ',', regex: '(.+)', targetLabel: 'b', replacement: 'x-$1' },
      { action: 'labelmap', regex: 'meta_(.+)', replacement: '$1' },
      { action: 'labeldrop', regex: 'pod' },
    ];
    assert.deepEqual(JSON.parse(JSON.stringify(relabelConfig(every))), [
      { action: 'keep', source_labels: ['cluster', 'tenant'], separator: '/', regex: 'eu-.*/a' },
      { action: 'hashmod', source_labels: ['__block_id'], separator: '-', modulus: 3, target_label: 'shard' },
      {
        action: 'replace',
        source_labels: ['a'],
        separator: ',',
        regex: '(.+)',
        target_label: 'b',
        replacement: 'x-$1',
      },
      { action: 'labelmap', regex: 'meta_(.+)', replacement: '$1' },
      { action: 'labeldrop', regex: 'pod' },
    ]);
    assert.deepEqual(relabelProblems('relabel', every), []);
  });

  it('quotes a shard number, so that it stays a regular expression', () => {
    assert.match(toYaml(relabelConfig(hashmodShard(['__block_id'], 2, 1))), /regex: "1"/);
  });
});

describe('relabelProblems names', () => {
  const mistakes: [string, RelabelConfig, RegExp][] = [
    [
      'a step without source labels',
      { action: 'keep', sourceLabels: [], regex: 'a' },
      /selector\[0\] \(keep\).*no sourceL/,
    ],
    ['modulus 0', { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 0 }, /modulus 0/],
    ['half a shard', { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 1.5 }, /modulus 1.5/],
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
    // @ts-expect-error no such action
    { action: 'keepif', regex: 'b' },
  ];
}

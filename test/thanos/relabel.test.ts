import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashmodShard, relabelConfig } from '../../lib/thanos/relabel';
import { type RelabelConfig, relabelProblems } from '../../lib/values/relabel';
import { toYaml } from '../../lib/values/yaml';

describe('relabelConfig', () => {
  it('writes each action with its own fields, in the names that Thanos parses', () => {
    const every: readonly RelabelConfig[] = [
      { action: 'keep', sourceLabels: ['cluster', 'tenant'], separator: '/', regex: 'eu-.*/a' },
      { action: 'hashmod', sourceLabels: ['__block_id'], separator: '-', targetLabel: 'shard', modulus: 3 },
      { action: 'replace', sourceLabels: ['a'], separator: ',', regex: '(.+)', targetLabel: 'b', replacement: 'x-$1' },
      { action: 'labelmap', regex: 'meta_(.+)', replacement: '$1' },
      { action: 'labeldrop', regex: 'pod' },
      { action: 'dropequal', sourceLabels: ['a'], targetLabel: 'b' },
      { action: 'lowercase', sourceLabels: ['a'], targetLabel: 'a' },
      { targetLabel: 'a', replacement: '' },
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
      { action: 'dropequal', source_labels: ['a'], target_label: 'b' },
      { action: 'lowercase', source_labels: ['a'], target_label: 'a' },
      { target_label: 'a', replacement: '' },
    ]);
    assert.deepEqual(relabelProblems('relabel', every), []);
  });

  it('quotes a shard number, so that it stays a regular expression', () => {
    assert.match(toYaml(relabelConfig(hashmodShard(['__block_id'], 2, 1))), /regex: "1"/);
  });
});

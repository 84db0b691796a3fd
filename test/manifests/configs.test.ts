import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configProblems, type Schema } from '../../lib/manifests/configs/problems';

const schema: Schema = {
  map: {
    type: { oneOf: ['A', 'B'] },
    name: 'text',
    ttl: 'duration',
    config: { byType: { A: { map: { size: 'bytes' } } } },
  },
};
const whats = (content: unknown) => configProblems(schema, content).map(({ what }) => what);

describe('A configuration that Thanos reads strictly', () => {
  it('may be anything that Thanos reads', () => {
    assert.deepEqual(whats({ type: 'a', ttl: '1.5h', name: 7, config: { size: '1GiB' } }), []);
    assert.deepEqual(whats({ type: 'B', config: ['anything'], ttl: null }), []);
    assert.deepEqual(whats('$(CONFIG)'), []);
  });

  it('has no other keys, types and shapes', () => {
    assert.deepEqual(whats({ type: 'A', tll: '1h', config: { max: 1, size: 1024 } }), [
      'has the key tll that Thanos does not know',
      'has the key config.max that Thanos does not know',
      'has config.size, which is not a size such as 512MB or 1GiB',
    ]);
    assert.deepEqual(whats({ ttl: '1d', name: [] }), [
      'has ttl, which is not a duration such as 90s or 24h',
      'has name, which is not text',
      'has no type',
    ]);
    assert.deepEqual(whats(['a']), ['is not a map']);
  });

  it('keeps to itself what may be a secret', () => {
    const told = whats({ type: 'hunter2', 'c2VjcmV0IGtleQ==': 'hunter2', ttl: 'hunter2', config: 'hunter2' }).join();
    assert.doesNotMatch(told, /hunter2|c2VjcmV0/);
  });
});

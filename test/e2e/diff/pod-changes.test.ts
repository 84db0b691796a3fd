import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Pod } from '../cluster/objects';
import { identitiesOf, isNamed, missing, wrong } from './pod-changes';

const pod = (name: string, uid: string, restartCount = 0): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, uid },
  spec: { containers: [] },
  status: { containerStatuses: [{ name: 'main', ready: true, restartCount }] },
});
const OLD = identitiesOf([pod('store-0', 'a'), pod('store-1', 'b'), pod('query-5f6-x2x', 'c')]);

describe('What has happened to pods', () => {
  it('is known by their identity and by restarts', () => {
    const now = identitiesOf([pod('store-0', 'a', 1), pod('store-1', 'z'), pod('query-5f6-x2x', 'c')]);
    assert.deepEqual(wrong(OLD, now, {}), ['store-0 was made anew', 'store-1 was made anew']);
    assert.deepEqual(wrong(OLD, now, { rolling: ['store-0', 'store-1'] }), []);
    assert.deepEqual(missing(OLD, now, { rolling: ['store-0', 'store-1'] }), []);
  });

  it('is not complete while old ones are there', () => {
    assert.deepEqual(missing(OLD, OLD, { rolling: ['store-1'] }), ['store-1 is still the old one']);
    const both = new Map([...OLD, ['query-7d8-y3y', 'd']]);
    assert.deepEqual(missing(OLD, both, { rolling: ['query'] }), ['query-5f6-x2x is still the old one']);
    assert.deepEqual(missing(OLD, new Map(), { rolling: ['store-1'] }), ['store-1 has not come back']);
    assert.deepEqual(missing(OLD, OLD, { rolling: ['other'] }), ['other was not there before']);
  });

  it('tells those that go from those that come', () => {
    const now = identitiesOf([pod('store-0', 'a'), pod('query-5f6-x2x', 'c'), pod('store-2', 'd')]);
    assert.deepEqual(wrong(OLD, now, {}), ['store-1 is gone', 'store-2 is new']);
    assert.deepEqual(wrong(OLD, now, { gone: ['store-1'], starting: ['store-2'] }), []);
    assert.deepEqual(missing(OLD, OLD, { gone: ['store-1'], starting: ['store-2'] }), [
      'store-1 is still there',
      'store-2 is not there',
    ]);
  });

  it('is of pods by the name of their workload', () => {
    assert.ok(isNamed('query-5f6-x2x', ['query']));
    assert.ok(isNamed('agent-x2x', ['agent']));
    assert.ok(!isNamed('query-frontend-5f6-x2x', ['query']));
    assert.ok(!isNamed('store-1', ['store-10']));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest, nearestFix } from '../../lib/values/nearest';

describe('The nearest name', () => {
  it('is the one with the fewest letters changed, and none that is far', () => {
    assert.deepEqual(nearest('prodution-1', ['production-2', 'staging-1', 'production-1']), [
      'production-1',
      'production-2',
    ]);
    assert.deepEqual(nearest('WEST', ['west']), ['west']);
    assert.deepEqual(nearest('elsewhere', ['west', 'east']), []);
  });

  it('is proposed, or all are, or that there is none', () => {
    assert.equal(nearestFix('wset', ['west'], 'a cluster'), 'Write "west", for example');
    assert.equal(nearestFix('elsewhere', ['west', 'east'], 'a cluster'), 'Write the name of a cluster: west, east');
    assert.equal(nearestFix('west', [], 'a cluster'), 'There is none yet: declare a cluster first');
    const many = Array.from({ length: 22 }, (_, index) => `cluster-number-${index}`);
    assert.match(nearestFix('x', many, 'a cluster'), /cluster-number-19 and 2 more$/);
  });
});

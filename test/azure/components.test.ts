import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wantedGrants } from '../../azure/grants';
import { grantsOf } from '../../azure/grants-of';
import { Fleet } from '../../lib/fleet/fleet';
import type { ThanosStackProps } from '../../lib/thanos/stack-props';
import { kubeletStore, readerStore } from './fleet';
import { CONTAINER, KUBELET, READER } from './setup';

/** Who uses the bucket of a stack, how, and as whom. */
function users(props: Partial<ThanosStackProps> = {}) {
  const fleet = new Fleet();
  fleet.addCluster('playground').addThanos({ objstore: kubeletStore, ...props });
  const source = grantsOf(fleet);
  const { grants } = wantedGrants(source);
  return {
    access: Object.fromEntries(source.buckets.map(({ component, access }) => [component, access])),
    roles: grants.map(({ role, scope, principalId }) => [role, scope, principalId]),
  };
}

describe('The components of a stack', () => {
  it("need one role for the article's one identity: to write to the container", () => {
    const { access, roles } = users();
    assert.deepEqual(access, {
      'thanos-receive': 'write',
      'thanos-storegateway': 'read',
      'thanos-compactor': 'write',
      'thanos-bucketweb': 'read',
    });
    assert.deepEqual(roles, [['Storage Blob Data Contributor', CONTAINER, KUBELET.principalId]]);
  });

  it('only read, where they have an identity of their own that only reads', () => {
    const { roles } = users({ storeGateway: { objstore: readerStore }, bucketWeb: { objstore: readerStore } });
    assert.deepEqual(roles, [
      ['Storage Blob Data Contributor', CONTAINER, KUBELET.principalId],
      ['Storage Blob Data Reader', CONTAINER, READER.principalId],
    ]);
  });

  for (const component of ['storeGateway', 'bucketWeb'] as const) {
    it(`write, when the ${component} may mark blocks`, () => {
      const { roles } = users({ [component]: { objstore: readerStore, adminOperations: true } });
      assert.deepEqual(roles[1], ['Storage Blob Data Contributor', CONTAINER, READER.principalId]);
    });
  }

  it('are the ingestors alone behind routers, and every shard of the store gateway', () => {
    const { access } = users({ receive: { router: {} }, storeGateway: { shards: 2 }, bucketWeb: false });
    assert.deepEqual(Object.keys(access).sort(), [
      'thanos-compactor',
      'thanos-receive-ingestor',
      'thanos-storegateway-0',
      'thanos-storegateway-1',
    ]);
  });

  it('are the ruler too when it keeps what it records, and not when receive does', () => {
    assert.equal(users({ ruler: true }).access['thanos-ruler'], 'write');
    assert.equal(users({ ruler: { mode: 'stateless' } }).access['thanos-ruler'], undefined);
  });
});

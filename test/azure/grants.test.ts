import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignmentName, description } from '../../azure/assignment';
import type { GrantSource } from '../../azure/grant-source';
import { type Grant, grantProblems, wantedGrants } from '../../azure/grants';
import { ACCOUNT, bucket, CONTAINER, KUBELET, READER, SUBSCRIPTION, source, ZONE } from './setup';

function roles(given: Partial<GrantSource>, options = {}) {
  const { grants, problems } = wantedGrants({ ...source, zones: [], ...given }, options);
  assert.deepEqual(problems, []);
  return grants.map(({ role, scope, principalId }) => `${role} | ${scope} | ${principalId}`);
}

describe('The roles that a fleet needs', () => {
  it("are one for the article's single identity: it writes, at the container and nowhere wider", () => {
    const buckets = [bucket('thanos-receive'), bucket('thanos-store', { access: 'read' })];
    assert.deepEqual(roles({ buckets }), [`Storage Blob Data Contributor | ${CONTAINER} | ${KUBELET.principalId}`]);
  });

  it('let an identity that only reads, only read', () => {
    assert.deepEqual(roles({ buckets: source.buckets }), [
      `Storage Blob Data Contributor | ${CONTAINER} | ${KUBELET.principalId}`,
      `Storage Blob Data Reader | ${CONTAINER} | ${READER.principalId}`,
    ]);
  });

  it('let an issuer change the records of its zone', () => {
    assert.deepEqual(roles({ buckets: [], zones: source.zones }), [
      `DNS Zone Contributor | ${ZONE} | ${KUBELET.principalId}`,
    ]);
  });

  it('hand out the keys of an account only when asked', () => {
    const buckets = [bucket('thanos-receive')];
    assert.deepEqual(roles({ buckets }, { readerAndDataAccess: true }), [
      `Reader and Data Access | ${ACCOUNT} | ${KUBELET.principalId}`,
      `Storage Blob Data Contributor | ${CONTAINER} | ${KUBELET.principalId}`,
    ]);
  });

  it('name everybody who needs them, once, also across clusters', () => {
    const buckets = [
      bucket('thanos-receive', { cluster: 'west' }),
      bucket('thanos-receive', { cluster: 'west' }),
      bucket('thanos-compactor', { cluster: 'hub', resourceGroup: 'thanos' }),
    ];
    const { grants } = wantedGrants({ clusters: ['west', 'hub'], buckets, zones: [] });
    assert.deepEqual(
      grants.map(({ neededBy }) => neededBy),
      [['hub/thanos-compactor', 'west/thanos-receive']],
    );
  });

  it('take the object ID from wherever the fleet says it for the same client ID', () => {
    const { principalId: _, ...unknown } = KUBELET;
    const buckets = [bucket('thanos-receive'), bucket('thanos-store', { identity: unknown, container: 'other' })];
    assert.equal(roles({ buckets }).length, 2);
  });

  it('do not depend on the order in which the fleet was written', () => {
    assert.deepEqual(
      wantedGrants({ ...source, buckets: [...source.buckets].reverse() }).grants,
      wantedGrants(source).grants,
    );
  });
});

describe('A role assignment', () => {
  const grant: Grant = {
    scope: CONTAINER,
    role: 'Storage Blob Data Reader',
    principalId: READER.principalId,
    clientId: READER.clientId,
    neededBy: ['playground/thanos-store'],
  };

  it("has the name that Bicep's guid(scope.id, principalId, roleDefinitionId) gives it", () => {
    // uuid5 of '<scope>-<principal>-<full role definition ID>' in ARM's namespace, by another implementation.
    assert.equal(assignmentName(grant), '4f9a2ea6-4514-545e-a6ab-d8f34eee630f');
  });

  it('says whom it is for, in a text of bounded length', () => {
    assert.equal(description(grant), 'cdk8s-thanos: playground/thanos-store');
    const neededBy = Array.from({ length: 200 }, (_, index) => `cluster-${index}/thanos-receive`);
    const long = description({ ...grant, neededBy });
    assert.ok(long.length <= 510, `${long.length} characters`);
    assert.match(long, /cluster-0\/thanos-receive.*\/thanos-receive, …$/);
  });
});

describe('What stops before anything is done', () => {
  const { principalId: _, ...withoutPrincipal } = KUBELET;
  const mistakes: [string, Partial<GrantSource>, RegExp][] = [
    [
      'no subscription',
      { buckets: [bucket('a', { subscriptionId: undefined })] },
      /does not say where storage account "thanostore" is.*az storage account show --name thanostore --query id/,
    ],
    [
      'no resource group',
      { buckets: [bucket('a', { resourceGroup: undefined })] },
      /does not say where storage account "thanostore" is.*az storage account show --name thanostore --query id/,
    ],
    ['a subscription name', { buckets: [bucket('a', { subscriptionId: 'prod' })] }, /subscriptionId "prod" is no GUID/],
    ['a malformed group', { buckets: [bucket('a', { resourceGroup: 'a/b' })] }, /resourceGroup "a\/b" is no name/],
    [
      'a refused account',
      { buckets: [bucket('a', { storageAccount: 'Thanos-Store' })] },
      /no name of an Azure storage account/,
    ],
    ['a refused container', { buckets: [bucket('a', { container: 'a--b' })] }, /no name of a blob container/],
    [
      'no object ID',
      { buckets: [bucket('a', { identity: withoutPrincipal })] },
      /object ID of the identity with client ID 5c42.*sign in with the client ID.*az ad sp show --id 5c42\S+ --query id/s,
    ],
    [
      'the client ID as object ID',
      { buckets: [bucket('a', { identity: { ...KUBELET, principalId: KUBELET.clientId } })] },
      /identity.principalId is the client ID/,
    ],
    [
      "another identity's client ID as object ID",
      { buckets: [bucket('a'), bucket('b', { identity: { ...READER, principalId: KUBELET.clientId } })] },
      /principalId 5c424851.* is the client ID of an identity in this fleet/,
    ],
    [
      'two object IDs for one client ID',
      { buckets: [bucket('a'), bucket('b', { identity: { ...KUBELET, principalId: READER.principalId } })] },
      /has two object IDs in the fleet/,
    ],
    [
      'one account in two places',
      { buckets: [bucket('a'), bucket('b', { resourceGroup: 'other' })] },
      /its name exists once in the world/,
    ],
    [
      'a zone that is none',
      { buckets: [], zones: source.zones.map((zone) => ({ ...zone, zone: 'https://x' })) },
      /zone "https:\/\/x" is no DNS zone/,
    ],
    [
      'a zone without subscription',
      { buckets: [], zones: source.zones.map((zone) => ({ ...zone, subscriptionId: undefined })) },
      /subscriptionId "" of DNS zone cookingwithazure.com is no GUID/,
    ],
  ];
  for (const [mistake, given, message] of mistakes) {
    it(mistake, () => {
      const { grants, problems } = wantedGrants({ ...source, zones: [], ...given });
      assert.deepEqual(grants, []);
      assert.equal(problems.length, 1, JSON.stringify(problems, null, 2));
      assert.match(`${problems[0]?.what}. ${problems[0]?.fix}`, message);
    });
  }

  it('all mistakes at once, and each of them once', () => {
    const buckets = ['a', 'b', 'c'].map((name) => bucket(name, { subscriptionId: 'prod', container: 'X' }));
    assert.equal(wantedGrants({ ...source, buckets, zones: [] }).problems.length, 2);
  });
});

describe('Grants written by hand stop for', () => {
  const good: Grant = { scope: CONTAINER, role: 'Storage Blob Data Reader', neededBy: [], ...READER };
  const unknownRole: Grant = Object.assign({ ...good }, { role: 'Owner' });
  const mistakes: [string, Grant, string | undefined, RegExp][] = [
    ['an unknown role', unknownRole, undefined, /role "Owner" is none that this project assigns/],
    [
      "the article's container scope",
      { ...good, scope: `${ACCOUNT}/containers/x` },
      undefined,
      /blobServices\/default/,
    ],
    ['a whole subscription', { ...good, scope: `/subscriptions/${SUBSCRIPTION}` }, undefined, /is no storage account/],
    ['a relative scope', { ...good, scope: CONTAINER.slice(1) }, undefined, /is no storage account/],
    ['a foreign subscription', good, READER.clientId, /is not in subscription cccccccc/],
    ['a subscription name', good, 'prod', /subscription "prod" is no GUID/],
    ['a principal name', { ...good, principalId: 'thanos' }, undefined, /principal "thanos" is no GUID/],
    ['a client ID', { ...good, principalId: READER.clientId }, undefined, /is the identity's client ID/],
  ];
  for (const [mistake, grant, subscription, message] of mistakes) {
    it(mistake, () => {
      const [problem, ...more] = grantProblems([grant], subscription);
      assert.match(`${problem?.what}. ${problem?.fix}`, message);
      assert.deepEqual(more, []);
    });
  }

  it('nothing, when all is well', () => {
    const { grants } = wantedGrants(source, { readerAndDataAccess: true });
    assert.deepEqual(grantProblems(grants, SUBSCRIPTION.toUpperCase()), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AzureBlobProps } from '../../lib/objstore/azure-blob';
import { azureBlobProblems } from '../../lib/objstore/azure-checks';
import { AzureIdentity } from '../../lib/objstore/azure-identity';
import { ObjectStore } from '../../lib/objstore/factories';

const clientId = '5c424851-e907-4cb0-acb5-3ea42fc56082';
const principalId = 'aaaaaaaa-0000-4000-8000-000000000001';
const blob: AzureBlobProps = {
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId, principalId }),
  subscriptionId: '11111111-2222-4333-8444-555555555555',
  resourceGroup: 'Thanos_(eu).1',
};

describe('What only role assignments need', () => {
  it('is taken, and rendered nowhere', () => {
    assert.deepEqual(azureBlobProblems(blob), []);
    const config = JSON.stringify(ObjectStore.azureBlob(blob).config());
    for (const text of [principalId, '11111111', 'eu']) assert.equal(config.includes(text), false, text);
  });

  const mistakes: [string, Partial<AzureBlobProps>, RegExp][] = [
    ['a subscription name', { subscriptionId: 'production' }, /subscriptionId "production" is no GUID/],
    ['a resource group ID', { resourceGroup: '/subscriptions/x' }, /no name of a resource group/],
    ['a resource group with a dot at the end', { resourceGroup: 'thanos.' }, /no dot at the end/],
    ['an empty resource group', { resourceGroup: '' }, /no name of a resource group/],
    [
      'an identity name as object ID',
      { identity: AzureIdentity.workload({ clientId, principalId: 'thanos' }) },
      /identity.principalId "thanos" is no GUID/,
    ],
    [
      'the client ID as object ID',
      { identity: AzureIdentity.kubelet({ clientId, principalId: clientId.toUpperCase() }) },
      /identity.principalId is the client ID.*signs in with the client ID.*roles to the object ID/,
    ],
  ];
  for (const [mistake, props, message] of mistakes) {
    it(`refuses ${mistake}`, () => {
      const [problem, ...more] = azureBlobProblems({ ...blob, ...props });
      assert.match(problem?.what ?? '', message);
      assert.deepEqual(more, []);
    });
  }
});

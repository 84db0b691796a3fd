import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BadInput } from '../../azure/failure';
import { wantedGrants } from '../../azure/grants';
import { grantsOf } from '../../azure/grants-of';
import { AcmeIssuer } from '../../lib/certificates/acme-issuer';
import { AcmeSolver } from '../../lib/certificates/acme-solver';
import { Fleet } from '../../lib/fleet/fleet';
import { AzureIdentity } from '../../lib/objstore/azure-identity';
import { ObjectStore } from '../../lib/objstore/factories';
import { articleFleet, BucketUser } from './fleet';
import { bucket, KUBELET, READER, SUBSCRIPTION, source } from './setup';

describe('What a fleet does in Azure', () => {
  const found = grantsOf(articleFleet());

  it('is read from its constructs: who, as whom, where, and whether they write', () => {
    assert.deepEqual(found, { ...source, clusters: ['playground', 'edge'] });
    assert.deepEqual(found.buckets[0], bucket('thanos-receive'));
  });

  it('is plain data, which goes from process to process', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
  });

  it('gives each identity the least that its components need', () => {
    const { grants } = wantedGrants(found);
    assert.deepEqual(
      grants.map(({ role, principalId }) => [role, principalId]),
      [
        ['Storage Blob Data Contributor', KUBELET.principalId],
        ['Storage Blob Data Reader', READER.principalId],
        ['DNS Zone Contributor', KUBELET.principalId],
      ],
    );
  });

  it('is read from clusters that are made when it is their turn, too', () => {
    const fleet = new Fleet();
    fleet.addCluster('edge', {}, () => undefined);
    fleet.addCluster('playground', {}, (cluster) => {
      const chart = cluster.addChart('thanos', { namespace: 'thanos' });
      const identity = AzureIdentity.kubelet({ clientId: KUBELET.clientId });
      const store = ObjectStore.azureBlob({ storageAccount: 'thanostore', container: 'thanostore', identity });
      new BucketUser(chart, 'receive', store, 'write');
    });
    const { clusters, buckets } = grantsOf(fleet);
    assert.deepEqual(clusters, ['edge', 'playground']);
    assert.deepEqual(
      buckets.map(({ cluster, container }) => [cluster, container]),
      [['playground', 'thanostore']],
    );
  });

  it('is nothing for a bucket that an existing Secret opens', () => {
    const fleet = new Fleet();
    const chart = fleet.addCluster('playground').addChart('thanos', { namespace: 'thanos' });
    new BucketUser(chart, 'receive', ObjectStore.existingSecret({ name: 'objstore' }), 'write');
    assert.deepEqual(grantsOf(fleet).buckets, []);
  });
});

describe('What an issuer does in Azure', () => {
  it('is done with workload identity, unless it is the identity of the nodes', () => {
    const fleet = articleFleet();
    const identity = { clientId: READER.clientId };
    const zone = { hostedZone: 'example.com', subscriptionId: SUBSCRIPTION, resourceGroup: 'dns', identity };
    new AcmeIssuer(fleet.addCluster('west').addChart('issuer', { namespace: 'thanos' }), 'issuer', {
      email: 'ops@cookingwithazure.com',
      server: 'staging',
      solvers: [AcmeSolver.dns01AzureDns(zone)],
    });
    assert.deepEqual(
      grantsOf(fleet).zones.map(({ cluster, issuer, identity: { type } }) => [cluster, issuer, type]),
      [
        ['playground', 'letsencrypt-prod', 'kubelet'],
        ['west', 'letsencrypt-staging', 'workload'],
      ],
    );
  });
});

describe('A fleet is refused', () => {
  it('when it does not validate, with everything that is wrong', () => {
    const store = ObjectStore.azureBlob({
      storageAccount: 'NO',
      container: 'no--no',
      identity: AzureIdentity.kubelet({ clientId: KUBELET.clientId }),
    });
    const fleet = new Fleet();
    new BucketUser(fleet.addCluster('west').addChart('thanos', { namespace: 'thanos' }), 'receive', store, 'write');
    assert.throws(
      () => grantsOf(fleet),
      (error) => {
        assert.ok(error instanceof BadInput);
        assert.equal(error.problems.length, 2);
        assert.match(error.message, /does not validate: west\/thanos\/receive\.\n {2}THANOS-302: storageAccount "NO"/);
        return true;
      },
    );
  });

  it('when nothing in it is ours, which a second copy of the library looks like', () => {
    assert.throws(() => grantsOf(new Fleet()), /no Thanos component.*another copy/s);
  });
});

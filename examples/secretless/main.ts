import { AcmeSolver, AzureIdentity, Exposure, Fleet, ObjectStore } from '../../lib';

export const fleet = new Fleet();

const hub = fleet.addCluster('hub', {
  externalLabels: { datacenter: 'westeu' },
  oidcIssuer:
    'https://westeurope.oic.prod-aks.azure.com/c4fdda1e-1111-4c4e-8b2c-3a1b1a3b0001/0d6e1f5a-0001-4f0a-9d7e-000000000001/',
});

// HTTP-01 by way of the Gateway, for which cert-manager has to run with Gateway API support.
const issuer = hub.addLetsEncrypt({
  email: 'ops@cookingwithazure.com',
  solvers: [AcmeSolver.http01Gateway({ name: 'thanos', namespace: 'thanos' })],
});

const edge = { gatewayClass: 'eg', domain: 'thanos.cookingwithazure.com', issuer };
const thanos = hub.addThanos({
  objstore: ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.workload({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  }),
  // A tenant answers queries with its own series alone.
  query: { tenancy: { enforce: true } },
  compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
  bucketWeb: false,
  exposure: {
    // Every cluster writes as itself. There is no password to make, to share or to change.
    receive: Exposure.gatewayApi({ ...edge, clusterTokens: true }),
    // People sign in, each tenant at a host of its own. The edge names the tenant, whatever a request says.
    tenantQueries: {
      payments: Exposure.gatewayApi({ ...edge, basicAuth: 'payments' }),
      platform: Exposure.gatewayApi({ ...edge, basicAuth: 'platform' }),
    },
  },
  networkPolicies: true,
});
hub.addPrometheus({ remoteWrite: [{ name: 'Thanos', destination: thanos.remoteWrite, tenant: 'platform' }] });

// `npm run azure-roles -- issuers` says what to write for a cluster.
const clusters = {
  checkout:
    'https://westeurope.oic.prod-aks.azure.com/c4fdda1e-1111-4c4e-8b2c-3a1b1a3b0001/0d6e1f5a-0002-4f0a-9d7e-000000000002/',
  settlement:
    'https://northeurope.oic.prod-aks.azure.com/c4fdda1e-1111-4c4e-8b2c-3a1b1a3b0001/0d6e1f5a-0003-4f0a-9d7e-000000000003/',
};
for (const [name, oidcIssuer] of Object.entries(clusters)) {
  fleet.addCluster(name, { externalLabels: { datacenter: 'westeu' }, oidcIssuer }).addPrometheus({
    mode: 'agent',
    remoteWrite: [{ name: 'Thanos', destination: thanos.remoteWrite, tenant: 'payments' }],
  });
}

fleet.synth();

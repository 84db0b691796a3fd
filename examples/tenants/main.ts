import { Size } from 'cdk8s';
import { AzureIdentity, Exposure, Fleet, ObjectStore } from '../../lib';

export const fleet = new Fleet();

const hub = fleet.addCluster('hub', { externalLabels: { datacenter: 'westeu' } });
const thanos = hub.addThanos({
  objstore: ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.workload({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  }),
  receive: {
    router: { replicas: 2 },
    // Payments has ingestors of its own, which nobody else can fill. All other tenants share the last hashring.
    hashrings: [
      { name: 'payments', tenants: ['payments'], ingestors: { storage: Size.gibibytes(100) } },
      { name: 'default' },
    ],
    limits: {
      default: { request: { sizeBytesLimit: Size.mebibytes(8), seriesLimit: 10_000 } },
      tenants: { payments: { request: { seriesLimit: 50_000 } } },
    },
  },
  // Each request is answered with the series of the tenant that it names, and of no other.
  query: { tenancy: { enforce: true }, deduplication: 'chain' },
  compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
  // Bucket web shows the blocks of all tenants.
  bucketWeb: false,
  exposure: Exposure.ingressNginx({
    domain: 'thanos.cookingwithazure.com',
    issuer: hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' }),
    basicAuth: 'basic-auth',
  }),
  networkPolicies: true,
});
hub.addPrometheus({ remoteWrite: [{ name: 'Thanos', destination: thanos.remoteWrite, tenant: 'platform' }] });

// A tenant is the value of a header that Prometheus sends along.
const tenants = { checkout: 'payments', catalogue: 'shop' };
for (const [name, tenant] of Object.entries(tenants)) {
  fleet
    .addCluster(name, { externalLabels: { datacenter: 'westeu' } })
    .addPrometheus({ mode: 'agent', remoteWrite: [{ name: 'Thanos', destination: thanos.remoteWrite, tenant }] });
}

fleet.synth();

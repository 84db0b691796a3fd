import {
  AzureIdentity,
  type Cluster,
  Exposure,
  Fleet,
  type IIssuer,
  Issuer,
  ObjectStore,
  type StoreApiExposure,
  type ThanosStack,
} from '../../lib';

export const fleet = new Fleet({ externalLabels: ['region'] });

/** A cluster whose samples stay in its region. Users ask its Thanos, and the global query does, each at a host of its own. */
function addRegion(
  cluster: Cluster,
  options: { clientId: string; issuer: IIssuer; storeApi: StoreApiExposure },
): ThanosStack {
  const { clientId, issuer, storeApi } = options;
  const users = Exposure.ingressNginx({
    domain: `${cluster.name}.cookingwithazure.com`,
    issuer,
    basicAuth: 'basic-auth',
  });
  const thanos = cluster.addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: `thanostore${cluster.name}`,
      container: 'thanostore',
      identity: AzureIdentity.workload({ clientId }),
    }),
    compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
    exposure: { query: users, receive: users, storeApi },
    networkPolicies: true,
  });
  cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
  return thanos;
}

// The west is reached through its ingress controller, which asks clients for a certificate of our authority.
const west = fleet.addCluster('west', { externalLabels: { region: 'westeurope' } });
const westIssuer = west.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
const westThanos = addRegion(west, {
  clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082',
  issuer: westIssuer,
  storeApi: Exposure.ingressNginx({
    domain: 'west.cookingwithazure.com',
    issuer: westIssuer,
    clientCaSecretName: 'storeapi-client-ca',
  }),
});

// The north only from peered networks: the load balancer has a private address, and the querier itself asks for the certificate.
const north = fleet.addCluster('north', { externalLabels: { region: 'northeurope' } });
const northThanos = addRegion(north, {
  clientId: '0f3c6c1a-7f0e-4f5e-9d8b-2b1f7f7f4c11',
  issuer: north.addLetsEncrypt({ email: 'ops@cookingwithazure.com' }),
  storeApi: Exposure.azureInternalLoadBalancer({
    domain: 'north.internal.cookingwithazure.com',
    address: '10.20.0.250',
    issuer: Issuer.existing('ClusterIssuer', 'private-ca'),
    clientCaSecretName: 'storeapi-client-ca',
  }),
});

// One query over both, with no data of its own.
const global = fleet.addCluster('global', { externalLabels: { region: 'westeurope' } });
global.addGlobalQuery({
  endpoints: [westThanos, northThanos],
  clientTlsSecretName: 'storeapi-client',
  exposure: Exposure.ingressNginx({
    domain: 'global.cookingwithazure.com',
    issuer: global.addLetsEncrypt({ email: 'ops@cookingwithazure.com' }),
    basicAuth: 'basic-auth',
  }),
  networkPolicies: true,
});
global.addPrometheus({ remoteWrite: westThanos.remoteWrite });

fleet.synth();

import {
  AzureIdentity,
  type Cluster,
  Exposure,
  Fleet,
  GitOps,
  type IIssuer,
  ObjectStore,
  type ThanosStack,
} from '../../lib';

export const fleet = new Fleet({
  // Each cluster has a Flux of its own, so that none can reach into another. It installs what the cluster needs first.
  gitOps: GitOps.flux({ repoUrl: 'https://github.com/example/monitoring', prerequisites: true }),
});

const hub = fleet.addCluster('hub', { externalLabels: { datacenter: 'westeu' } });
const partner = fleet.addCluster('partner', { externalLabels: { datacenter: 'northeu' } });
const shop = fleet.addCluster('shop', { externalLabels: { datacenter: 'westeu' } });

/** A Thanos with a namespace, a container, an identity, hosts and users of its own. */
function addStack(cluster: Cluster, name: string, options: { clientId: string; issuer: IIssuer }): ThanosStack {
  return cluster.addThanos({
    name,
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: `thanos-${name}`,
      identity: AzureIdentity.workload({ clientId: options.clientId }),
    }),
    compactor: { retention: { raw: '90d', fiveMinutes: '1y', oneHour: '2y' } },
    exposure: Exposure.ingressNginx({
      domain: `${name}.cookingwithazure.com`,
      issuer: options.issuer,
      basicAuth: 'basic-auth',
      realm: name,
    }),
    // Pods of one stack cannot connect to those of another, and nothing else of the cluster can connect to them.
    networkPolicies: true,
  });
}

// Two stacks on one cluster, and a third on another.
const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
const payments = addStack(hub, 'payments', { clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082', issuer });
const platform = addStack(hub, 'platform', { clientId: '0f3c6c1a-7f0e-4f5e-9d8b-2b1f7f7f4c11', issuer });
const partners = addStack(partner, 'partners', {
  clientId: '9a1de6c8-52b7-4c7d-8a53-6f0f4f2c7b10',
  issuer: partner.addLetsEncrypt({ email: 'ops@cookingwithazure.com' }),
});

// Which cluster writes to which stack is this one property. In payments, the shop is a tenant of its own.
hub.addPrometheus({ remoteWrite: platform.remoteWrite });
partner.addPrometheus({ remoteWrite: partners.remoteWrite });
shop.addPrometheus({ remoteWrite: [{ name: 'Thanos', destination: payments.remoteWrite, tenant: 'shop' }] });

fleet.synth();

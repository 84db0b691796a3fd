import { Size } from 'cdk8s';
import { AzureIdentity, Exposure, Fleet, GitOps, ObjectStore } from '../../lib';

export const fleet = new Fleet({
  // Argo CD runs in the central cluster and applies the folders of all, from this repository. It knows the others by their names.
  gitOps: GitOps.argoCd({
    repoUrl: 'https://github.com/example/monitoring',
    destination: (cluster) => ({ name: cluster === 'hub' ? 'in-cluster' : cluster }),
    // The Prometheus Operator everywhere; cert-manager and ingress-nginx in the central cluster.
    prerequisites: true,
  }),
});

// The central cluster has the only Thanos, and a Prometheus like all others.
const hub = fleet.addCluster('hub', { externalLabels: { datacenter: 'westeu', environment: 'production' } });
const thanos = hub.addThanos({
  objstore: ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.workload({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  }),
  // A pod that restarts is not noticed: two of three receivers are enough.
  receive: { replicas: 3, replicationFactor: 3, storage: Size.gibibytes(100) },
  compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
  exposure: Exposure.ingressNginx({
    domain: 'thanos.cookingwithazure.com',
    issuer: hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' }),
    basicAuth: 'basic-auth',
  }),
});
hub.addPrometheus({ remoteWrite: thanos.remoteWrite });

// A remote cluster with Prometheus: it keeps a few hours itself, and evaluates rules.
fleet
  .addCluster('shop', { externalLabels: { datacenter: 'northeu', environment: 'production' } })
  .addPrometheus({ remoteWrite: thanos.remoteWrite });

// A remote cluster with the agent, which only scrapes and pushes. Its volume holds what it could not send yet.
fleet
  .addCluster('factory', { externalLabels: { datacenter: 'onpremises', environment: 'production' } })
  .addPrometheus({ mode: 'agent', storage: { size: Size.gibibytes(20) }, remoteWrite: thanos.remoteWrite });

fleet.synth();

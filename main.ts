import { Size } from 'cdk8s';
import { AzureIdentity, Exposure, Fleet, ObjectStore } from './lib';

export const fleet = new Fleet();

const hub = fleet.addCluster('playground', { externalLabels: { datacenter: 'westeu' } });

// Certificates for the ingresses, by HTTP-01 through ingress class nginx.
const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });

// One central Thanos. Every cluster of the fleet writes to it.
const thanos = hub.addThanos({
  // The container exists already; the nodes' identity may read and write it. No secret is involved. `npm run azure-roles -- plan`
  // says which IDs to add here so that it can make the role assignments.
  objstore: ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  }),
  receive: { storage: Size.gibibytes(100), retention: '90d' },
  query: { replicas: { autoscaling: { minReplicas: 1, maxReplicas: 10, cpuUtilization: 60, memoryUtilization: 60 } } },
  queryFrontend: {
    replicas: { autoscaling: { minReplicas: 1, maxReplicas: 10, cpuUtilization: 60, memoryUtilization: 60 } },
  },
  compactor: { retention: { raw: '180d', fiveMinutes: '2y', oneHour: '5y' } },
  bucketWeb: { refresh: '10m' },
  ruler: false,
  // query.<domain> for Grafana, receive.<domain> for remote writers; both with TLS and the users of Secret basic-auth.
  exposure: Exposure.ingressNginx({ domain: 'thanos.cookingwithazure.com', issuer, basicAuth: 'basic-auth' }),
});

// Prometheus, kube-state-metrics and node-exporter in every cluster. The password comes from Secret remotewrite-secret.
for (const cluster of fleet.clusters) {
  cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
}

fleet.synth();

import { k8s } from 'cdk8s-plus-27';
import type { Fleet } from '../../../lib';
import type { KUBERNETES_WIRING_RULES } from '../../../lib/validation/catalogue/kubernetes-wiring';
import type { RuleCases } from '../attempt';
import { availabilityCases } from './availability';
import { documents, manifest, ports, service, workload } from './manifests';
import { referenceCases } from './references';
import { remoteWrite, thanosQuery } from './setup';

const http = { container: ports({ http: 8080 }) };
const web = workload(http);

const thanos = (component: string, labels: object) =>
  workload({
    name: component,
    labels,
    container: { image: 'quay.io/thanos/thanos:v0.42.5', args: [component], ...ports({ http: 10902 }) },
  });

const monitor = (kind: string, matchLabels: object, port: string, spec: object = {}) =>
  manifest(`monitoring.coreos.com/v1 ${kind}`, 'web', {
    selector: { matchLabels },
    [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: [{ port }],
    ...spec,
  });

const query = workload({ ...http, name: 'query', labels: { app: 'thanos', part: 'query' } });

/** A Service of one's own, beside a pod of one's own. */
const ownService = (fleet: Fleet, selector: Record<string, string>) => {
  const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
  const container = { name: 'web', image: 'web', ports: [{ containerPort: 80 }] };
  new k8s.KubePod(chart, 'pod', {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [container] },
  });
  new k8s.KubeService(chart, 'service', { metadata: { name: 'web' }, spec: { selector, ports: [{ port: 80 }] } });
};

/** A Service of one's own, in front of pods that the Prometheus Operator makes. */
const operatedService = (fleet: Fleet, selector: Record<string, string>) => {
  const { prometheus } = fleet.addCluster('west').addPrometheus({ remoteWrite, podLabels: { team: 'ops' } });
  new k8s.KubeService(prometheus, 'own', { metadata: { name: 'own' }, spec: { selector, ports: [{ port: 80 }] } });
};

const operated = { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'prometheus', team: 'ops' };

export const kubernetesWiringCases: RuleCases<keyof typeof KUBERNETES_WIRING_RULES> = {
  ...availabilityCases,
  ...referenceCases,
  'THANOS-047': [
    {
      trips: (fleet) => thanosQuery(fleet, { image: { repository: 'docker.io/bitnami/thanos' } }),
      passes: (fleet) => thanosQuery(fleet, { image: { repository: 'mirror.example.com/bitnami/thanos' } }),
    },
    {
      trips: workload({ container: { image: 'docker.io/bitnami/thanos:0.39.2' } }),
      passes: workload({ container: { image: 'quay.io/thanos/thanos:v0.42.5' } }),
    },
  ],
  'THANOS-107': [
    {
      trips: workload({ labels: { app: 'web' }, selector: { app: 'website' } }),
      passes: workload({ labels: { app: 'web', tier: 'front' }, selector: { app: 'web' } }),
    },
    {
      trips: workload({ selector: {} }),
      passes: workload({
        spec: { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'other'] }] } },
      }),
    },
    {
      trips: workload({
        spec: { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'b'] }] } },
      }),
      passes: workload({
        spec: {
          selector: {
            matchExpressions: [
              { key: 'app', operator: 'NotIn', values: ['b'] },
              { key: 'tier', operator: 'NotIn', values: ['web'] },
            ],
          },
        },
      }),
    },
    {
      trips: workload({ spec: { selector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } } }),
      passes: workload({ spec: { selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } } }),
    },
  ],
  'THANOS-108': [
    {
      trips: documents(
        workload({ name: 'query', labels: { app: 'thanos', part: 'query' }, selector: { app: 'thanos' } }),
        workload({ name: 'store', labels: { app: 'thanos', part: 'store' } }),
      ),
      passes: documents(
        workload({ name: 'query', labels: { app: 'thanos', part: 'query' } }),
        workload({ name: 'store', labels: { app: 'thanos', part: 'store' } }),
        manifest('batch/v1 Job', 'hook', {
          template: { metadata: { labels: { app: 'thanos', part: 'query' } }, spec: { containers: [] } },
        }),
      ),
    },
  ],
  'THANOS-109': [
    {
      trips: documents(
        thanos('query', { app: 'thanos', part: 'query' }),
        thanos('store', { app: 'thanos', part: 'store' }),
        service({ selector: { app: 'thanos' } }),
      ),
      passes: documents(
        thanos('query', { app: 'thanos', part: 'query' }),
        thanos('store', { app: 'thanos', part: 'store' }),
        service({ selector: { app: 'thanos' }, clusterIP: 'None' }),
      ),
    },
    {
      trips: documents(
        workload({ ...http, name: 'blue', labels: { app: 'web', color: 'blue' } }),
        workload({
          name: 'db',
          labels: { app: 'web', color: 'db' },
          container: { image: 'postgres', ...ports({ http: 1 }) },
        }),
        service(),
      ),
      passes: documents(
        workload({ ...http, name: 'blue', labels: { app: 'web', color: 'blue' } }),
        workload({
          name: 'green',
          labels: { app: 'web', color: 'green' },
          container: { image: 'registry.example.com/web:2', ...ports({ http: 8080 }) },
        }),
        service(),
      ),
    },
  ],
  'THANOS-110': [
    {
      trips: (fleet) => ownService(fleet, { app: 'wed' }),
      passes: (fleet) => ownService(fleet, { app: 'web' }),
    },
    {
      trips: documents(query, service({ selector: { app: 'thanos', part: 'querier' } })),
      passes: documents(query, service({ selector: { app: 'thanos', part: 'query' } })),
    },
    {
      // What is not among these manifests may be elsewhere.
      trips: documents(query, service({ selector: { app: 'thanos', part: 'querier' }, type: 'LoadBalancer' })),
      passes: documents(
        query,
        service({ selector: { app: 'prometheus' } }),
        manifest('v1 Service', 'b', { ports: [{ port: 80 }] }),
        manifest('v1 Service', 'c', { type: 'ExternalName', externalName: 'example.com', selector: { app: 'other' } }),
      ),
    },
    {
      trips: documents(query, service({ selector: { app: 'thanos', part: 'db' } })),
      passes: documents(
        query,
        manifest('postgresql.cnpg.io/v1 Cluster', 'db', {}),
        service({ selector: { app: 'thanos', part: 'db' } }),
      ),
    },
    {
      trips: (fleet) => operatedService(fleet, { ...operated, team: 'dev' }),
      passes: (fleet) => operatedService(fleet, operated),
    },
  ],
  'THANOS-111': [
    {
      // A headless Service may list pods of several kinds, of which not all have each port.
      trips: documents(query, service({ selector: { app: 'thanos' }, ports: [{ port: 80, targetPort: 'grpc' }] })),
      passes: documents(
        query,
        workload({ name: 'store', labels: { app: 'thanos', part: 'store' }, container: ports({ grpc: 10901 }) }),
        service({ selector: { app: 'thanos' }, ports: [{ port: 80, targetPort: 'grpc' }], clusterIP: 'None' }),
      ),
    },
    {
      trips: documents(web, service({ ports: [{ port: 80, targetPort: 'web' }] })),
      passes: documents(web, service({ ports: [{ port: 80, targetPort: 'http' }] })),
    },
    {
      trips: documents(
        workload({ pod: { initContainers: [{ name: 'init', image: 'init', ...ports({ http: 80 }) }] } }),
        service(),
      ),
      passes: documents(
        workload({
          pod: { initContainers: [{ name: 'proxy', image: 'proxy', restartPolicy: 'Always', ...ports({ http: 80 }) }] },
        }),
        service(),
      ),
    },
  ],
  'THANOS-112': [
    {
      trips: documents(
        workload({ ...http, containers: [{ name: 'b', image: 'b', ...ports({ b: 1 }) }] }),
        service({ ports: [{ port: 2 }] }),
      ),
      passes: documents(
        workload({ ...http, containers: [{ name: 'b', image: 'b' }] }),
        service({ ports: [{ port: 2 }] }),
      ),
    },
    {
      trips: documents(web, service({ ports: [{ port: 80 }] })),
      passes: documents(web, service({ ports: [{ port: 80, targetPort: 8080 }] })),
    },
    {
      trips: documents(web, service({ ports: [{ port: 80, targetPort: 8081 }] })),
      passes: documents(workload(), service({ ports: [{ port: 80 }] })),
    },
  ],
  'THANOS-113': [
    {
      trips: documents(web, service(), monitor('ServiceMonitor', { app: 'web' }, 'metrics')),
      passes: documents(
        web,
        service(),
        monitor('ServiceMonitor', { app: 'web' }, 'http'),
        monitor('PodMonitor', { app: 'web' }, 'http'),
      ),
    },
    {
      trips: documents(web, service({}, { tier: 'front' }), monitor('ServiceMonitor', { app: 'web' }, 'http')),
      passes: documents(web, service(), monitor('ServiceMonitor', { app: 'elsewhere' }, 'http')),
    },
    {
      trips: documents(web, monitor('PodMonitor', { app: 'web' }, 'metrics')),
      passes: documents(web, monitor('PodMonitor', { app: 'web' }, 'metrics', { namespaceSelector: { any: true } })),
    },
  ],
  'THANOS-124': [
    {
      trips: documents(
        workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'web', replicas: 2 } }),
        service(),
      ),
      passes: documents(
        workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'web', replicas: 2 } }),
        service({ clusterIP: 'None' }),
      ),
    },
    {
      trips: documents(workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'wed' } }), service()),
      passes: workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'elsewhere' } }),
    },
    {
      trips: documents(
        workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'web', replicas: 3 } }),
        service(),
      ),
      passes: documents(workload({ kind: 'StatefulSet', ...http, spec: { serviceName: 'web' } }), service()),
    },
  ],
};

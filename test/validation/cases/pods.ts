import { JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Rules } from '../../../lib';
import type { RuleCases } from '../attempt';
import { ports, workload } from './manifests';
import { objstore, thanosQuery } from './setup';

const mounting = (...mounts: [name: string, mountPath: string][]) => ({
  volumeMounts: mounts.map(([name, mountPath]) => ({ name, mountPath })),
});
const scratch = { volumes: [{ name: 'scratch', emptyDir: {} }] };
const data = { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } };
const probing = (port: string | number) => ({ livenessProbe: { httpGet: { path: '/', port } } });

/** What a pod is made of. */
export const podCases: RuleCases<'THANOS-122' | 'THANOS-123' | 'THANOS-125' | 'THANOS-127'> = {
  'THANOS-122': [
    {
      trips: (fleet) => thanosQuery(fleet, { extraVolumeMounts: [{ name: 'scratch', mountPath: '/scratch' }] }),
      passes: (fleet) =>
        thanosQuery(fleet, {
          extraVolumes: [{ name: 'scratch', emptyDir: {} }],
          extraVolumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
        }),
    },
    {
      trips: workload({ container: mounting(['scrach', '/a']), pod: scratch }),
      passes: workload({ container: mounting(['scratch', '/a']), pod: scratch }),
    },
    {
      trips: workload({ container: mounting(['data', '/a']), spec: { volumeClaimTemplates: [] } }),
      passes: workload({
        kind: 'StatefulSet',
        container: mounting(['data', '/a']),
        spec: { volumeClaimTemplates: [data] },
      }),
    },
  ],
  'THANOS-123': [
    {
      trips: (fleet) =>
        thanosQuery(fleet, {
          extraVolumes: [
            { name: 'scratch', emptyDir: {} },
            { name: 'scratch', emptyDir: {} },
          ],
        }),
      passes: (fleet) =>
        thanosQuery(fleet, {
          extraVolumes: [
            { name: 'scratch', emptyDir: {} },
            { name: 'other', emptyDir: {} },
          ],
        }),
    },
    {
      trips: workload({ container: mounting(['scratch', '/a'], ['scratch', '/a']), pod: scratch }),
      passes: workload({ container: mounting(['scratch', '/a'], ['scratch', '/b']), pod: scratch }),
    },
    {
      trips: workload({ pod: { initContainers: [{ name: 'web', image: 'init' }] } }),
      passes: workload({ pod: { initContainers: [{ name: 'init', image: 'init' }] } }),
    },
    {
      trips: (fleet) =>
        fleet.addCluster('west').addThanos({
          objstore,
          ruler: { rules: [Rules.existingConfigMap('a', { files: 'x.yaml' }), Rules.existingConfigMap('a')] },
        }),
      passes: (fleet) =>
        fleet.addCluster('west').addThanos({
          objstore,
          ruler: { rules: [Rules.existingConfigMap('a'), Rules.existingConfigMap('b')] },
        }),
    },
  ],
  'THANOS-125': [
    {
      trips: workload({ container: { ...ports({ http: 80 }), ...probing('metrics') } }),
      passes: workload({ container: { ...ports({ http: 80 }), ...probing('http') } }),
    },
    {
      trips: workload({ container: { lifecycle: { preStop: { httpGet: { port: 'http' } } } } }),
      passes: workload({ container: { lifecycle: { preStop: { httpGet: { port: 8080 } } } } }),
    },
    {
      trips: (fleet) => {
        const { deployment } = thanosQuery(fleet, {});
        deployment.addJsonPatch(probe(k8s.IntOrString.fromString('metrics')));
      },
      passes: (fleet) => {
        const { deployment } = thanosQuery(fleet, {});
        deployment.addJsonPatch(probe(k8s.IntOrString.fromString('grpc')));
      },
    },
  ],
  'THANOS-127': [
    {
      trips: (fleet) => thanosQuery(fleet, { image: { repository: 'https://quay.io/thanos/thanos' } }),
      passes: (fleet) => thanosQuery(fleet, { image: { repository: 'mirror.example.com:5000/thanos' } }),
    },
    {
      trips: workload({ container: { image: 'Quay.io/Thanos/thanos:v0.42.5' } }),
      passes: workload({ container: { image: `quay.io:443/a__b/c-d/e.f:v0.42.5@sha256:${'0'.repeat(64)}` } }),
    },
    { trips: workload({ container: { image: 'thanos:' } }), passes: workload({ container: { image: 'thanos' } }) },
  ],
};

function probe(port: k8s.IntOrString) {
  return JsonPatch.replace('/spec/template/spec/containers/0/livenessProbe/httpGet/port', port);
}

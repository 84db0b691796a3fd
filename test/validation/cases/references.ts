import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { declareExisting, type Fleet, IndexCache, ObjectStore, Rules } from '../../../lib';
import type { RuleCases } from '../attempt';
import { objstore, remoteWrite, thanosQuery } from './setup';

const chart = (fleet: Fleet): Chart => fleet.addCluster('west').addChart('apps', { namespace: 'apps' });

/** A pod of one's own beside whatever it needs. */
const pod = (within: Chart, spec: Partial<k8s.PodSpec>) =>
  new k8s.KubePod(within, 'pod', {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'web' }], ...spec },
  });

const secretVolume = (secretName: string, optional?: boolean): Partial<k8s.PodSpec> => ({
  volumes: [{ name: 'tls', secret: { secretName, optional } }],
});

const tls = { extraVolumes: [{ name: 'tls', secret: { secretName: 'client-tls' } }] };

/** What somebody makes of another object. */
const made = (within: Chart, apiVersion: string, kind: string, spec: object) =>
  new ApiObject(within, kind, { apiVersion, kind, metadata: { name: 'web' }, spec });

export const referenceCases: RuleCases<'THANOS-114'> = {
  'THANOS-114': [
    {
      trips: (fleet) => thanosQuery(fleet, tls),
      passes: (fleet) => {
        const query = thanosQuery(fleet, tls);
        declareExisting(query, { kind: 'Secret', name: 'client-tls' });
      },
    },
    {
      trips: (fleet) => pod(chart(fleet), { serviceAccountName: 'web' }),
      passes: (fleet) => {
        const apps = chart(fleet);
        new k8s.KubeServiceAccount(apps, 'web', { metadata: { name: 'web' } });
        pod(apps, { serviceAccountName: 'web' });
      },
    },
    {
      trips: (fleet) => pod(chart(fleet), secretVolume('web-tls')),
      passes: (fleet) => pod(chart(fleet), secretVolume('web-tls', true)),
    },
    {
      trips: (fleet) => {
        const apps = chart(fleet);
        made(apps, 'cert-manager.io/v1', 'Certificate', { secretName: 'other-tls' });
        pod(apps, secretVolume('web-tls'));
      },
      passes: (fleet) => {
        const apps = chart(fleet);
        made(apps, 'cert-manager.io/v1', 'Certificate', { secretName: 'web-tls' });
        pod(apps, secretVolume('web-tls'));
      },
    },
    {
      // Kubernetes makes these two in each namespace.
      trips: (fleet) => pod(chart(fleet), { volumes: [{ name: 'ca', configMap: { name: 'kube-root-ca' } }] }),
      passes: (fleet) =>
        pod(chart(fleet), {
          serviceAccountName: 'default',
          volumes: [{ name: 'ca', projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } }],
        }),
    },
    {
      // cert-manager makes the certificate of an Ingress that names an issuer.
      trips: (fleet) => ingressAndPod(fleet, { 'example.com/issuer': 'letsencrypt' }),
      passes: (fleet) => ingressAndPod(fleet, { 'cert-manager.io/cluster-issuer': 'letsencrypt' }),
    },
    {
      // An ExternalSecret is called as its Secret is, unless it says otherwise.
      trips: (fleet) => {
        const apps = chart(fleet);
        made(apps, 'external-secrets.io/v1', 'ExternalSecret', { target: { name: 'other' } });
        pod(apps, secretVolume('web'));
      },
      passes: (fleet) => {
        const apps = chart(fleet);
        made(apps, 'external-secrets.io/v1', 'ExternalSecret', {});
        pod(apps, secretVolume('web'));
      },
    },
    {
      trips: (fleet) => {
        const { cluster, apps } = elsewhere(fleet);
        declareExisting(cluster, { kind: 'ConfigMap', name: 'settings', namespace: 'other' });
        pod(apps, environmentFrom('settings'));
      },
      passes: (fleet) => {
        const { cluster, apps } = elsewhere(fleet);
        declareExisting(cluster, { kind: 'ConfigMap', name: 'settings', namespace: 'apps' });
        pod(apps, environmentFrom('settings'));
      },
    },
    {
      trips: (fleet) => fleet.addCluster('west').addPrometheus({ remoteWrite, spec: { secrets: ['client-tls'] } }),
      passes: (fleet) => {
        const { node } = fleet.addCluster('west').addPrometheus({
          remoteWrite: [
            {
              name: 'a',
              destination: remoteWrite,
              basicAuth: { secretName: 'password' },
              certificateAuthority: { configMapName: 'ca' },
            },
          ],
          imagePullSecrets: ['pull'],
          nodeExporter: { imagePullSecrets: ['pull'] },
          kubeStateMetrics: { imagePullSecrets: ['pull'] },
          spec: { secrets: ['client-tls'] },
        });
        if (node.scope) declareExisting(node.scope, { kind: 'Secret', name: 'client-tls' });
      },
    },
    {
      trips: (fleet) => {
        const { receive } = fleet.addCluster('west').addThanos({ objstore });
        receive.allInOne?.statefulSet.addJsonPatch(
          JsonPatch.replace('/spec/template/spec/serviceAccountName', 'nobody'),
        );
      },
      passes: (fleet) =>
        fleet.addCluster('west').addThanos({
          objstore: ObjectStore.existingSecret({ name: 'bucket' }),
          defaults: { imagePullSecrets: ['pull'] },
          storeGateway: {
            indexCache: IndexCache.redis({
              addresses: ['redis:6379'],
              passwordSecret: { name: 'redis', key: 'password' },
            }),
          },
          ruler: { rules: [Rules.existingConfigMap('rules')] },
        }),
    },
  ],
};

function ingressAndPod(fleet: Fleet, annotations: Record<string, string>) {
  const apps = chart(fleet);
  new k8s.KubeIngress(apps, 'ingress', {
    metadata: { name: 'web', annotations },
    spec: { tls: [{ secretName: 'web-tls' }] },
  });
  pod(apps, secretVolume('web-tls'));
}

function elsewhere(fleet: Fleet) {
  const cluster = fleet.addCluster('west');
  return { cluster, apps: cluster.addChart('apps', { namespace: 'apps' }) };
}

function environmentFrom(name: string): Partial<k8s.PodSpec> {
  return { containers: [{ name: 'web', image: 'web', envFrom: [{ configMapRef: { name } }] }] };
}

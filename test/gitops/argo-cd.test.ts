import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject, JsonPatch } from 'cdk8s';
import { type ArgoCdProps, GitOps } from '../../lib';
import { field } from '../helpers';
import { object, objects, render, repoUrl } from './setup';

const argoCd = (props: Partial<ArgoCdProps> = {}) => GitOps.argoCd({ repoUrl, ...props });
const applicationSet = (props: Partial<ArgoCdProps> = {}) => object(render(argoCd(props)), 'argo-cd/clusters.k8s.yaml');

describe('A fleet for Argo CD', () => {
  it('has one ApplicationSet over the folders of the clusters', () => {
    const set = applicationSet();
    assert.equal(field(set, 'apiVersion'), 'argoproj.io/v1alpha1');
    assert.deepEqual(field(set, 'metadata'), { name: 'monitoring', namespace: 'argocd' });
    assert.deepEqual(field(set, 'spec.generators.0.list.elements'), [
      { cluster: 'hub', name: 'hub' },
      { cluster: 'shop', name: 'shop' },
    ]);
    assert.equal(field(set, 'spec.template.metadata.name'), '{{.cluster}}-monitoring');
    assert.deepEqual(field(set, 'spec.template.spec.source'), {
      repoURL: repoUrl,
      targetRevision: 'HEAD',
      path: 'dist/{{.cluster}}',
    });
    assert.deepEqual(field(set, 'spec.template.spec.destination'), { name: '{{.name}}' });
    assert.equal(field(set, 'spec.template.spec.project'), 'default');
    assert.deepEqual(field(set, 'spec.template.spec.syncPolicy.automated'), { prune: true, selfHeal: true });
    assert.deepEqual(field(set, 'spec.template.spec.syncPolicy.syncOptions'), ['ServerSideApply=true']);
  });

  it('leaves what runs in a cluster that leaves the fleet, and every namespace, as they are', () => {
    assert.equal(field(applicationSet(), 'spec.syncPolicy.preserveResourcesOnDeletion'), true);
    const namespaces = Object.values(objects(render(argoCd()), 'hub/00-namespaces.k8s.yaml'));
    assert.ok(namespaces.length > 0);
    for (const namespace of namespaces) {
      const annotations = field(namespace, 'metadata.annotations') as Record<string, string>;
      assert.equal(annotations['argocd.argoproj.io/sync-options'], 'Prune=false,Delete=false');
    }
  });

  it('takes every option', () => {
    const every: Required<ArgoCdProps> = {
      repoUrl: 'git@github.com:example/monitoring.git',
      revision: 'v1',
      path: 'clusters/rendered/',
      destination: (cluster) =>
        cluster === 'hub' ? { server: 'https://kubernetes.default.svc' } : { name: `aks-${cluster}` },
      project: 'platform',
      name: 'observability',
      namespace: 'gitops',
      automated: { prune: false, selfHeal: false },
      syncOptions: ['FailOnSharedResource=true'],
      prerequisites: { ingressNginx: false, certManager: { version: 'v1.21.1' }, prometheusOperator: {} },
      patches: [JsonPatch.add('/spec/template/metadata/labels', { team: 'platform' })],
    };
    const files = render(GitOps.argoCd(every));
    const set = object(files, 'argo-cd/clusters.k8s.yaml');
    assert.deepEqual(field(set, 'metadata'), { name: 'observability', namespace: 'gitops' });
    assert.deepEqual(field(set, 'spec.generators.0.list.elements'), [
      { cluster: 'hub', name: '', server: 'https://kubernetes.default.svc' },
      { cluster: 'shop', name: 'aks-shop', server: '' },
    ]);
    const spec = field(set, 'spec.template.spec');
    assert.deepEqual(field(spec, 'destination'), { name: '{{.name}}', server: '{{.server}}' });
    assert.deepEqual(field(spec, 'source'), {
      repoURL: 'git@github.com:example/monitoring.git',
      targetRevision: 'v1',
      path: 'clusters/rendered/{{.cluster}}',
    });
    assert.equal(field(spec, 'project'), 'platform');
    assert.deepEqual(field(spec, 'syncPolicy.automated'), { prune: false, selfHeal: false });
    assert.deepEqual(field(spec, 'syncPolicy.syncOptions'), ['ServerSideApply=true', 'FailOnSharedResource=true']);
    assert.deepEqual(field(set, 'spec.template.metadata.labels'), { team: 'platform' });
    assert.deepEqual(
      Object.keys(files).filter((file) => file.startsWith('argo-cd/')),
      ['argo-cd/cert-manager.k8s.yaml', 'argo-cd/clusters.k8s.yaml', 'argo-cd/prometheus-operator.k8s.yaml'],
    );
  });

  it('waits for somebody to sync where nothing is automated', () => {
    assert.equal(field(applicationSet({ automated: false }), 'spec.template.spec.syncPolicy.automated'), undefined);
  });

  it('refuses a destination with both a name and a server', () => {
    // @ts-expect-error Argo CD takes one of the two
    const both: ArgoCdProps = { repoUrl, destination: () => ({ name: 'hub', server: 'https://hub.example.com' }) };
    assert.ok(both);
  });

  it('orders objects by waves: namespaces, issuers, workloads, ingresses', () => {
    const files = render(argoCd(), {
      build: (hub) => {
        const chart = hub.addChart('extra', { namespace: 'thanos' });
        new ApiObject(chart, 'definition', {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'teams.example.com' },
        });
        new ApiObject(chart, 'balancer', {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'outside' },
          spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
        });
        new ApiObject(chart, 'last', {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: { name: 'mine', annotations: { 'argocd.argoproj.io/sync-wave': '7' } },
          spec: { ingressClassName: 'nginx' },
        });
      },
    });
    const all = Object.keys(files).flatMap((file) =>
      file.startsWith('hub/') ? Object.entries(objects(files, file)) : [],
    );
    const waves = new Map(
      all.map(([name, each]) => [
        name,
        field(each, 'metadata.annotations.argocd\\.argoproj\\.io/sync-wave') as string | undefined,
      ]),
    );
    assert.equal(waves.get('CustomResourceDefinition teams.example.com'), '-3');
    assert.equal(waves.get('Namespace thanos'), '-2');
    assert.equal(waves.get('ClusterIssuer letsencrypt-prod'), '-1');
    assert.equal(waves.get('StatefulSet thanos-receive'), undefined);
    assert.equal(waves.get('Service thanos-query'), undefined);
    assert.equal(waves.get('Ingress thanos-receive'), '1');
    assert.equal(waves.get('Service outside'), '1');
    // Without metrics an autoscaler is never healthy, and nothing is to wait for it.
    assert.equal(waves.get('HorizontalPodAutoscaler thanos-query'), '1');
    assert.equal(waves.get('Ingress mine'), '7');
  });

  it('keeps the annotations that objects have', () => {
    const ingress = objects(render(argoCd()), 'hub/thanos.k8s.yaml')['Ingress thanos-receive'];
    const annotations = field(ingress, 'metadata.annotations') as Record<string, string>;
    assert.equal(annotations['cert-manager.io/cluster-issuer'], 'letsencrypt-prod');
    assert.deepEqual(Object.keys(annotations), Object.keys(annotations).sort());
  });
});

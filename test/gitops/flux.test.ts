import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JsonPatch } from 'cdk8s';
import { type FluxOptions, type FluxProps, GitOps } from '../../lib';
import { field } from '../helpers';
import { object, objects, render, repoUrl } from './setup';

describe('A fleet for Flux', () => {
  it('has a GitRepository and a Kustomization in a folder of each cluster, which the Kustomization leaves out', () => {
    const files = render(GitOps.flux({ repoUrl }));
    for (const cluster of ['hub', 'shop']) {
      const sync = objects(files, `${cluster}/flux/sync.k8s.yaml`);
      assert.deepEqual(Object.keys(sync), ['GitRepository monitoring', 'Kustomization monitoring']);
      assert.deepEqual(field(sync['GitRepository monitoring'], 'spec'), {
        interval: '1m',
        url: repoUrl,
        ref: { branch: 'main' },
      });
      const kustomization = sync['Kustomization monitoring'];
      assert.deepEqual(field(kustomization, 'metadata'), { name: 'monitoring', namespace: 'flux-system' });
      assert.deepEqual(field(kustomization, 'spec'), {
        interval: '10m',
        retryInterval: '1m',
        timeout: '5m',
        path: `./dist/${cluster}`,
        prune: true,
        wait: true,
        sourceRef: { kind: 'GitRepository', name: 'monitoring' },
      });
      const { resources } = object(files, `${cluster}/kustomization.yaml`) as { resources: string[] };
      const manifests = Object.keys(files).filter((file) => new RegExp(`^${cluster}/[^/]+\\.k8s\\.yaml$`).test(file));
      assert.deepEqual(
        resources,
        manifests.map((file) => file.slice(cluster.length + 1)),
      );
    }
  });

  it('takes every option, and a GitRepository that is there', () => {
    const every: Required<FluxOptions> & FluxProps = {
      gitRepository: 'flux-system',
      path: '.',
      name: 'thanos',
      namespace: 'gitops',
      interval: '1h30m',
      prune: false,
      wait: false,
      prerequisites: { prometheusOperator: { values: { prometheusOperator: { replicas: 2 } } } },
      patches: [JsonPatch.add('/spec/serviceAccountName', 'deployer')],
    };
    const files = render(GitOps.flux(every));
    const sync = objects(files, 'shop/flux/sync.k8s.yaml');
    assert.deepEqual(Object.keys(sync), ['Kustomization thanos-prerequisites', 'Kustomization thanos']);
    assert.deepEqual(field(sync['Kustomization thanos'], 'spec'), {
      dependsOn: [{ name: 'thanos-prerequisites' }],
      interval: '1h30m',
      retryInterval: '1m',
      timeout: '5m',
      path: './shop',
      prune: false,
      wait: false,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      serviceAccountName: 'deployer',
    });
    assert.equal(field(sync['Kustomization thanos-prerequisites'], 'spec.path'), './shop/flux/prerequisites');
    assert.equal(field(sync['Kustomization thanos-prerequisites'], 'spec.wait'), true);
  });

  it('fetches a branch of a private repository', () => {
    const files = render(GitOps.flux({ repoUrl, branch: 'release', secretName: 'github' }));
    const repository = objects(files, 'hub/flux/sync.k8s.yaml')['GitRepository monitoring'];
    assert.deepEqual(field(repository, 'spec.ref'), { branch: 'release' });
    assert.deepEqual(field(repository, 'spec.secretRef'), { name: 'github' });
  });

  it('never deletes a namespace, and annotates nothing else', () => {
    const files = render(GitOps.flux({ repoUrl }));
    const namespaces = Object.values(objects(files, 'hub/00-namespaces.k8s.yaml'));
    assert.ok(namespaces.length > 0);
    for (const namespace of namespaces) {
      assert.deepEqual(field(namespace, 'metadata.annotations'), { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    }
    assert.equal(files['hub/thanos.k8s.yaml'], render(undefined)['hub/thanos.k8s.yaml']);
  });

  it('refuses an interval in days, and a repository that is both made and there', () => {
    // @ts-expect-error Flux has no days
    assert.ok(GitOps.flux({ repoUrl, interval: '1d' }));
    // @ts-expect-error one of the two
    assert.ok(GitOps.flux({ repoUrl, gitRepository: 'flux-system' }));
  });
});

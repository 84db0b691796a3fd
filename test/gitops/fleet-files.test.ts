import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Fleet, GitOps, type IGitOps } from '../../lib';
import { lintClusters } from '../../lint/findings';
import { readFolder } from '../../lint/folder';
import { inFolder, remoteWrite, tree } from '../fleet/setup';
import { object, render, repoUrl } from './setup';

const flux = GitOps.flux({ repoUrl, prerequisites: true });
const argoCd = GitOps.argoCd({ repoUrl, prerequisites: true });

function synth(outdir: string, gitOps: IGitOps | undefined, clusters: readonly string[], only?: readonly string[]) {
  const fleet = new Fleet({ outdir, gitOps, only });
  for (const name of clusters) {
    fleet.addCluster(name, {}, (cluster) => {
      cluster.addPrometheus({ remoteWrite });
    });
  }
  return fleet.synth();
}

describe('The files of a fleet', () => {
  it('have a kustomization.yaml for kustomize, and the same manifests', () => {
    const { 'hub/kustomization.yaml': hub, 'shop/kustomization.yaml': shop, ...manifests } = render(GitOps.kustomize());
    assert.deepEqual(manifests, render(undefined));
    assert.deepEqual(object({ hub: hub ?? '' }, 'hub'), {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['00-namespaces.k8s.yaml', 'issuers.k8s.yaml', 'thanos.k8s.yaml'],
    });
    assert.match(shop ?? '', /00-namespaces\.k8s\.yaml\n {2}- prometheus\.k8s\.yaml\n$/);
  });

  it('name every file that was written', () => {
    inFolder((folder) => {
      for (const gitOps of [flux, argoCd, GitOps.kustomize()]) {
        const outdir = join(folder, 'dist');
        const { files } = synth(outdir, gitOps, ['hub', 'shop']);
        assert.deepEqual(
          [...files].sort(),
          Object.keys(tree(outdir)).map((file) => join(outdir, file)),
        );
      }
    });
  });

  it('go with the cluster, and with the tool', () => {
    inFolder((outdir) => {
      synth(outdir, flux, ['hub', 'shop']);
      assert.deepEqual(synth(outdir, flux, ['hub']).removed, ['shop']);
      synth(outdir, argoCd, ['hub']);
      assert.ok(!existsSync(join(outdir, 'hub', 'flux')));
      assert.deepEqual(synth(outdir, undefined, ['hub']).removed, ['argo-cd']);
      assert.deepEqual(Object.keys(tree(outdir)), ['hub/00-namespaces.k8s.yaml', 'hub/prometheus.k8s.yaml']);
    });
  });

  it('leave a folder in which somebody wrote something', () => {
    inFolder((outdir) => {
      synth(outdir, flux, ['hub', 'shop', 'factory']);
      writeFileSync(join(outdir, 'shop', 'flux', 'notes.txt'), 'mine');
      mkdirSync(join(outdir, 'overlay'));
      writeFileSync(join(outdir, 'overlay', 'kustomization.yaml'), 'resources: [../hub]\n');
      assert.deepEqual(synth(outdir, flux, ['hub']).removed, ['factory']);
      assert.ok(existsSync(join(outdir, 'overlay', 'kustomization.yaml')));
    });
  });

  it('break no rule of lint', () => {
    inFolder((outdir) => {
      for (const gitOps of [flux, argoCd, GitOps.kustomize()]) {
        synth(outdir, gitOps, ['hub', 'shop']);
        const { clusters, problems } = readFolder(outdir);
        assert.ok(clusters.length >= 2);
        assert.deepEqual([...problems, ...lintClusters(clusters)], []);
      }
    });
  });

  it('for the fleet as a whole stay as they are when some clusters are rendered', () => {
    inFolder((outdir) => {
      synth(outdir, argoCd, ['hub', 'shop']);
      const before = tree(outdir);
      assert.deepEqual(synth(outdir, argoCd, ['hub', 'shop'], ['shop']).removed, []);
      assert.deepEqual(tree(outdir), before);
    });
  });

  it('change in no other cluster’s folder when one is added', () => {
    inFolder((folder) => {
      for (const gitOps of [flux, argoCd]) {
        const [few, many] = [join(folder, 'few'), join(folder, 'many')];
        synth(few, gitOps, ['hub', 'shop']);
        synth(many, gitOps, ['factory', 'shop', 'hub']);
        const [before, after] = [tree(few), tree(many)];
        for (const file of Object.keys(before).filter((name) => !name.startsWith('argo-cd/'))) {
          assert.equal(after[file], before[file]);
        }
      }
    });
  });

  it('never show the password of an address', () => {
    const fleet = new Fleet({ gitOps: GitOps.argoCd({ repoUrl: 'https://ci:hunter2@github.com/a/b' }) });
    fleet.addCluster('hub');
    const broken = new Fleet({ gitOps: GitOps.flux({ repoUrl: 'https:ci:hunter2@@github.com a/b' }) });
    broken.addCluster('hub');
    for (const each of [fleet, broken]) {
      const messages = each.validate().map(({ message }) => message);
      assert.equal(messages.length, 1);
      assert.doesNotMatch(messages.join(), /hunter2/);
    }
  });
});

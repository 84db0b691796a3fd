import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type BasicAuthentication, Exposure, Fleet, GitOps, type IGitOps } from '../../lib';
import { installations, PREREQUISITES } from '../../lib/gitops/prerequisites';
import { inFolder, objstore, tree } from '../fleet/setup';
import { field } from '../helpers';
import { object, objects, render, repoUrl } from './setup';

/** What a `helm` command line installs, as Helm reads it. */
function installation(command: string) {
  const words = command.replaceAll(/\\\n/g, ' ').replaceAll("'", '').trim().split(/\s+/);
  const options = (option: string) => words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  const [name, given = ''] = words.slice(words.indexOf('--install') + 1);
  const [, registry, chart = given] = /^(oci:.*)\/([^/]+)$/.exec(given) ?? [];
  const values: Record<string, unknown> = {};
  const set = (assignment: string, read: (value: string) => unknown) => {
    const [, path = '', value = ''] = /^(.*?)=(.*)$/.exec(assignment) ?? [];
    const keys = path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
    const last = keys.pop() ?? '';
    let map = values;
    for (const key of keys) {
      map[key] ??= {};
      map = map[key] as Record<string, unknown>;
    }
    map[last] = read(value);
  };
  for (const each of options('--set').flatMap((list) => list.split(','))) {
    set(each, (value) => (value === 'true' || value === 'false' ? value === 'true' : value));
  }
  for (const each of options('--set-string')) set(each, (value) => value);
  assert.ok(words.includes('--create-namespace'));
  const [[repository = registry], [version], [namespace]] = [
    options('--repo'),
    options('--version'),
    options('--namespace'),
  ];
  return { name, namespace, chart, repository, version, values };
}

/** What is installed, by the files of a tool. */
const installed = (gitOps: IGitOps, folder: string, props: Parameters<typeof render>[1] = {}) =>
  Object.keys(render(gitOps, props))
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length).replace('.k8s.yaml', ''));

describe('The prerequisites', () => {
  const argoCd = GitOps.argoCd({ repoUrl, prerequisites: true });
  const flux = GitOps.flux({ repoUrl, prerequisites: true });

  it('are installed by Argo CD and Flux as README.md installs them', () => {
    const readme = readFileSync(join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
    const commands = [...readme.matchAll(/^helm upgrade --install (?:.*\\\n)*.*$/gm)].map(([command]) => command);
    assert.deepEqual(commands.map(installation), PREREQUISITES);
  });

  it('are HelmReleases of Flux in each cluster, before its manifests, that take over what Helm installed', () => {
    const release = objects(render(flux), 'hub/flux/prerequisites/cert-manager.k8s.yaml');
    assert.deepEqual(Object.keys(release), ['HelmRepository cert-manager', 'HelmRelease cert-manager']);
    assert.equal(field(release['HelmRepository cert-manager'], 'spec.url'), 'https://charts.jetstack.io');
    const spec = field(release['HelmRelease cert-manager'], 'spec');
    assert.deepEqual(field(spec, 'chart.spec'), {
      chart: 'cert-manager',
      version: 'v1.21.2',
      sourceRef: { kind: 'HelmRepository', name: 'cert-manager' },
    });
    for (const option of ['releaseName', 'targetNamespace', 'storageNamespace']) {
      assert.equal(field(spec, option), 'cert-manager');
    }
    assert.equal(field(spec, 'values.crds.enabled'), true);
  });

  it('are ApplicationSets of Argo CD over the clusters that need them', () => {
    const files = render(argoCd);
    const clusters = (name: string) =>
      field(object(files, `argo-cd/${name}.k8s.yaml`), 'spec.generators.0.list.elements');
    assert.deepEqual(clusters('prometheus-operator'), [
      { cluster: 'hub', name: 'hub' },
      { cluster: 'shop', name: 'shop' },
    ]);
    assert.deepEqual(clusters('cert-manager'), [{ cluster: 'hub', name: 'hub' }]);
    assert.deepEqual(clusters('ingress-nginx'), [{ cluster: 'hub', name: 'hub' }]);
    const { spec } = field(object(files, 'argo-cd/ingress-nginx.k8s.yaml'), 'spec.template') as { spec: unknown };
    assert.equal(field(spec, 'destination.namespace'), 'ingress-nginx');
    assert.equal(field(spec, 'source.targetRevision'), '4.15.1');
    assert.equal(field(spec, 'source.helm.valuesObject.controller.service.externalTrafficPolicy'), 'Local');
    assert.deepEqual(field(spec, 'syncPolicy.syncOptions'), ['ServerSideApply=true', 'CreateNamespace=true']);
  });

  it('are installed only where a cluster needs them', () => {
    assert.deepEqual(installed(flux, 'hub/flux/prerequisites/'), [
      'cert-manager',
      'ingress-nginx',
      'prometheus-operator',
    ]);
    assert.deepEqual(installed(flux, 'shop/flux/prerequisites/'), ['prometheus-operator']);
    assert.deepEqual(installed(GitOps.argoCd({ repoUrl }), 'argo-cd/'), ['clusters']);
  });

  it('leave out the controller of a class that is not its own, and cert-manager where certificates are there', () => {
    const needs = (exposure: Exposure<BasicAuthentication>) =>
      inFolder((outdir) => {
        const fleet = new Fleet({ outdir, gitOps: flux });
        fleet.addCluster('hub').addThanos({ objstore, exposure });
        fleet.synth();
        const folder = 'hub/flux/prerequisites/';
        const files = Object.keys(tree(outdir)).filter((file) => file.startsWith(folder));
        return files.map((file) => file.slice(folder.length));
      });
    const common = { domain: 'thanos.example.com', basicAuth: 'basic-auth', tlsSecretName: 'wildcard' };
    const ofAks = Exposure.ingressNginx({ ...common, ingressClass: 'webapprouting.kubernetes.azure.com' });
    assert.deepEqual(needs(ofAks), ['prometheus-operator.k8s.yaml']);
    assert.deepEqual(needs(Exposure.ingressNginx(common)), ['ingress-nginx.k8s.yaml', 'prometheus-operator.k8s.yaml']);
    const gateway = { name: 'edge', namespace: 'gateways', sectionName: 'https' };
    const { domain, basicAuth } = common;
    assert.deepEqual(needs(Exposure.gatewayApi({ domain, basicAuth, gateway })), ['prometheus-operator.k8s.yaml']);
    assert.deepEqual(needs(Exposure.gatewayApi({ ...common, gatewayClass: 'eg' })), [
      'envoy-gateway.k8s.yaml',
      'prometheus-operator.k8s.yaml',
    ]);
  });

  it('come from a registry as each tool wants to be told', () => {
    const files = (gitOps: IGitOps) =>
      inFolder((outdir) => {
        const exposure = Exposure.gatewayApi({
          domain: 'thanos.example.com',
          basicAuth: 'basic-auth',
          tlsSecretName: 'wildcard',
          gatewayClass: 'eg',
        });
        const fleet = new Fleet({ outdir, gitOps });
        fleet.addCluster('hub').addThanos({ objstore, exposure });
        fleet.synth();
        return tree(outdir);
      });
    const release = objects(files(flux), 'hub/flux/prerequisites/envoy-gateway.k8s.yaml');
    const repository = field(release['HelmRepository envoy-gateway'], 'spec');
    assert.deepEqual(repository, { type: 'oci', interval: '1h', url: 'oci://docker.io/envoyproxy' });
    assert.equal(field(release['HelmRelease envoy-gateway'], 'spec.targetNamespace'), 'envoy-gateway-system');
    const set = object(files(argoCd), 'argo-cd/envoy-gateway.k8s.yaml');
    assert.equal(field(set, 'spec.template.spec.source.repoURL'), 'docker.io/envoyproxy');
    assert.equal(field(set, 'spec.template.spec.destination.namespace'), 'envoy-gateway-system');
  });

  it('merge values as Helm does, and leave out what is off', () => {
    const [nginx, gateway, operator, ...others] = installations({
      ingressNginx: { version: '4.15.0', values: { controller: { replicaCount: 2, service: { annotations: null } } } },
      certManager: false,
    });
    assert.deepEqual(others, []);
    assert.equal(gateway?.name, 'envoy-gateway');
    assert.equal(operator?.name, 'prometheus-operator');
    assert.equal(nginx?.version, '4.15.0');
    assert.deepEqual(nginx?.values, {
      controller: { service: { externalTrafficPolicy: 'Local', annotations: null }, replicaCount: 2 },
    });
  });

  it('keep braces that are the chart’s own from the template of the ApplicationSet', () => {
    const values = { controller: { podLabels: { release: '{{ .Release.Name }}' } } };
    const gitOps = GitOps.argoCd({ repoUrl, prerequisites: { ingressNginx: { values } } });
    const set = object(render(gitOps), 'argo-cd/ingress-nginx.k8s.yaml');
    assert.equal(
      field(set, 'spec.template.spec.source.helm.valuesObject.controller.podLabels.release'),
      '{{`{{`}} .Release.Name }}',
    );
  });
});

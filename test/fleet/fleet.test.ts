import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  AzureIdentity,
  Exposure,
  Fleet,
  ObjectStore,
  RemoteWriteDestination,
  type ThanosCompactorOptions,
  type ThanosStackProps,
} from '../../lib';
import { ConfigurationError } from '../../lib/validation/configuration-error';
import { reportProblem } from '../../lib/validation/problem';

describe('Fleet', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = join(mkdtempSync(join(tmpdir(), 'fleet-')), 'dist');
  });
  afterEach(() => rmSync(join(outdir, '..'), { recursive: true }));

  const read = (file: string) => readFileSync(join(outdir, file), 'utf8');
  const failure = (fleet: Fleet): ConfigurationError => {
    let error: unknown;
    try {
      fleet.synth();
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error instanceof ConfigurationError, `expected a ConfigurationError, got ${error}`);
    return error;
  };

  it('writes a folder per cluster and a file per chart, namespaces first', () => {
    const fleet = new Fleet({ outdir });
    for (const name of ['west', 'east']) {
      const cluster = fleet.addCluster(name);
      const chart = cluster.addChart('apps', { namespace: 'apps' });
      new kplus.ConfigMap(chart, 'config', { metadata: { name: 'config' }, data: { cluster: name } });
      cluster.addNamespace('apps');
    }
    fleet.synth();
    assert.deepEqual(readdirSync(outdir).sort(), ['east', 'west']);
    assert.deepEqual(readdirSync(join(outdir, 'west')).sort(), ['00-namespaces.k8s.yaml', 'apps.k8s.yaml']);
    assert.match(read('west/apps.k8s.yaml'), /cluster: west/);
    assert.match(read('west/00-namespaces.k8s.yaml'), /pod-security.kubernetes.io\/enforce: restricted/);
  });

  it('labels series with the name of the cluster and what the user adds', () => {
    const cluster = new Fleet({ outdir }).addCluster('west', { externalLabels: { datacenter: 'westeu' } });
    assert.deepEqual(cluster.externalLabels, { cluster: 'west', datacenter: 'westeu' });
  });

  it('removes the folder of a cluster that is gone, and nothing that it did not write', () => {
    const before = new Fleet({ outdir });
    before.addCluster('gone').addNamespace('a');
    before.addCluster('stays').addNamespace('a');
    before.synth();
    mkdirSync(join(outdir, 'notes'));
    writeFileSync(join(outdir, 'notes', 'README.md'), 'mine');
    const after = new Fleet({ outdir });
    after.addCluster('stays').addNamespace('a');
    assert.deepEqual(after.synth().removed, ['gone']);
    assert.deepEqual(readdirSync(outdir).sort(), ['notes', 'stays']);
  });

  it('reports every problem of every cluster at once, and leaves the previous output as it was', () => {
    const good = new Fleet({ outdir });
    good.addCluster('west').addNamespace('a');
    good.synth();
    const previous = read('west/00-namespaces.k8s.yaml');
    const bad = new Fleet({ outdir });
    for (const name of ['west', 'east']) {
      const chart = bad.addCluster(name).addChart('apps');
      reportProblem(chart, { rule: 'THANOS-130', what: `${name} is wrong`, fix: 'Mend it' });
    }
    const error = failure(bad);
    assert.deepEqual(
      error.problems.map(({ cluster, path, message }) => [cluster, path, message]),
      [
        ['west', 'apps', 'THANOS-130: west is wrong. Mend it'],
        ['east', 'apps', 'THANOS-130: east is wrong. Mend it'],
      ],
    );
    assert.equal(error.stack, error.message);
    assert.equal(read('west/00-namespaces.k8s.yaml'), previous);
    assert.deepEqual(readdirSync(join(outdir, '..')), ['dist']);
  });

  it('refuses an object that is rendered twice, also from two charts', () => {
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster('west');
    for (const id of ['a', 'b']) {
      new kplus.ConfigMap(cluster.addChart(id, { namespace: 'apps' }), 'config', { metadata: { name: 'config' } });
    }
    const error = failure(fleet);
    assert.match(
      error.message,
      /b\/config\/Resource\n +THANOS-101: ConfigMap apps\/config is rendered twice, .*\(see also a\/config\/Resource\)/,
    );
    assert.deepEqual(readdirSync(join(outdir, '..')), []);
  });

  it('refuses an empty fleet, two clusters of one name, and names that are no folder and label', () => {
    assert.match(failure(new Fleet({ outdir })).message, /no cluster.*addCluster/);
    const twice = new Fleet({ outdir });
    twice.addCluster('west');
    twice.addCluster('west');
    assert.match(failure(twice).message, /two clusters called "west"/);
    const named = new Fleet({ outdir });
    named.addCluster('../West');
    assert.match(failure(named).message, /cluster name "..\/West"/);
  });

  const objstore = (prefix?: string) =>
    ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
      prefix,
    });
  const messages = (fleet: Fleet) => failure(fleet).problems.map(({ path, message }) => `${path}: ${message}`);

  it('refuses two stacks, Prometheuses or charts of one name, and goes on looking for problems', () => {
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster('west');
    const remoteWrite = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');
    for (const prefix of ['a', 'b']) {
      cluster.addThanos({ objstore: objstore(prefix), compactor: { retention: { raw: '1h' } } });
      cluster.addPrometheus({ remoteWrite });
    }
    const found = messages(fleet);
    assert.match(found[0] ?? '', /^west: THANOS-101: The cluster has two charts called "thanos".*name: …/);
    assert.match(found[1] ?? '', /two charts called "prometheus".*namespace: …/);
    assert.equal(found.filter((message) => /retention.raw is 1h/.test(message)).length, 2);
    assert.equal(found.length, 4);
  });

  it('refuses two issuers of one name', () => {
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster('west');
    for (const email of ['a@cookingwithazure.com', 'b@cookingwithazure.com']) cluster.addLetsEncrypt({ email });
    const found = messages(fleet);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /two issuers called "letsencrypt-prod".*name: …/);
  });

  it('refuses clusters whose series nobody could tell apart', () => {
    const fleet = new Fleet({ outdir });
    const remoteWrite = RemoteWriteDestination.url('https://receive.example.com/api/v1/receive');
    fleet.addCluster('west', { externalLabels: { datacenter: 'eu' } }).addPrometheus({ remoteWrite });
    fleet.addCluster('east', { externalLabels: { datacenter: 'eu' } }).addPrometheus({ remoteWrite });
    fleet.addCluster('copy', { externalLabels: { datacenter: 'eu', cluster: 'west' } }).addPrometheus({ remoteWrite });
    const found = messages(fleet);
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? '',
      /^prometheus\/prometheus\/prometheus: THANOS-016: The external labels .*"west".* also those of .* in cluster west/,
    );
  });

  it('refuses two compactors on one bucket, unless prefixes or selectors divide it', () => {
    const stacks = (a: ThanosStackProps, b: ThanosStackProps) => {
      const fleet = new Fleet({ outdir });
      fleet.addCluster('west').addThanos(a);
      fleet.addCluster('east').addThanos(b);
      return fleet;
    };
    const found = messages(stacks({ objstore: objstore() }, { objstore: objstore() }));
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? '',
      /^thanos\/thanos\/compactor: THANOS-018: Bucket https:\/\/thanostore\.blob\..* in cluster west/,
    );
    stacks({ objstore: objstore() }, { objstore: objstore('b') }).synth();
    const keep = (cluster: string) => ({
      objstore: objstore(),
      compactor: {
        selector: [{ action: 'keep', sourceLabels: ['receive_cluster'], regex: cluster }],
      } satisfies ThanosCompactorOptions,
    });
    stacks(keep('west'), keep('east')).synth();
  });

  it('says once what an option of all components causes, below the paths of all of them', () => {
    const fleet = new Fleet({ outdir });
    const defaults = { image: { tag: '' } };
    fleet.addCluster('west').addThanos({ objstore: objstore(), defaults, compactor: { retention: { raw: '1h' } } });
    const lines = failure(fleet).message.split('\n');
    assert.equal(lines[0], '2 problems in this configuration, nothing was written:');
    assert.equal(lines.filter((line) => line.includes('image.tag')).length, 1);
    assert.deepEqual(lines.slice(2, 5), [
      'cluster west',
      '  thanos/thanos/receive/all-in-one',
      '  thanos/thanos/store-gateway',
    ]);
  });

  it('says what is wrong with a bucket once, however many components use it', () => {
    const fleet = new Fleet({ outdir });
    const identity = AzureIdentity.kubelet({ clientId: 'agentpool' });
    const store = ObjectStore.azureBlob({ storageAccount: 'thanostore', container: 'thanostore', identity });
    fleet.addCluster('west').addThanos({ objstore: store, ruler: true });
    const found = messages(fleet);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /identity\.clientId "agentpool" is no GUID/);
  });

  it('refuses a namespace that Kubernetes would refuse', () => {
    const fleet = new Fleet({ outdir });
    fleet.addCluster('west').addNamespace('My_Apps');
    assert.match(messages(fleet).join(), /^00-namespaces: THANOS-102: The namespace "My_Apps" is none/);
  });

  it('refuses one namespace with two Pod Security Standards', () => {
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster('west');
    cluster.addNamespace('apps');
    cluster.addNamespace('apps', { podSecurity: 'privileged' });
    assert.match(failure(fleet).message, /namespace "apps" is asked for as restricted and as privileged/);
  });

  it('tells of a patch that does not apply beside everything else', () => {
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster('west');
    reportProblem(cluster, { rule: 'THANOS-510', what: 'This contradicts that', fix: 'Choose one' });
    const map = new ApiObject(cluster.addChart('apps', { namespace: 'apps' }), 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
    });
    map.addJsonPatch(JsonPatch.add('/data', {}), JsonPatch.add('/data/a', 'b'), JsonPatch.add('/nope/there', 'c'));
    const { problems } = failure(fleet);
    assert.deepEqual(
      problems.map(({ rule, path }) => [rule, path]),
      [
        ['THANOS-510', 'west'],
        ['THANOS-131', 'apps/map'],
      ],
    );
    assert.match(problems[1]?.message ?? '', /JSON patch add \/nope\/there does not apply/);
  });

  it('takes variables that are not set for mistakes, and never throws for one', () => {
    const unset: string = JSON.parse('{}').unset;
    const fleet = new Fleet({ outdir });
    const cluster = fleet.addCluster(unset, { externalLabels: { datacenter: unset } });
    const thanos = cluster.addThanos({
      objstore: ObjectStore.azureBlob({
        storageAccount: unset,
        container: unset,
        identity: AzureIdentity.kubelet({ clientId: unset }),
      }),
      exposure: Exposure.ingressNginx({
        domain: unset,
        issuer: cluster.addLetsEncrypt({ email: unset }),
        basicAuth: unset,
      }),
    });
    cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
    const rules = new Set(failure(fleet).problems.map(({ rule }) => rule));
    for (const rule of ['THANOS-030', 'THANOS-201', 'THANOS-202', 'THANOS-303', 'THANOS-401', 'THANOS-610'] as const) {
      assert.ok(rules.has(rule), `${rule} is among ${[...rules]}`);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiObject, App, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { AzureIdentity, Fleet, ObjectStore, suppressRule, ThanosReceive, validateManifests } from '../../lib';

describe('validateManifests', () => {
  /** An app of charts of one namespace, each with a ConfigMap of these names. */
  function appOf(...names: string[]): { app: App; objects: ApiObject[] } {
    const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
    const objects = names.map((name, index) => {
      const chart = new Chart(app, `chart-${index}`, { namespace: 'apps', disableResourceNameHashes: true });
      return new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    });
    validateManifests(app);
    return { app, objects };
  }

  it('fails the synthesis of a plain app with what it renders, and names the construct', () => {
    const { app } = appOf('a', 'a', 'b');
    assert.throws(() => app.synthYaml(), {
      message:
        'Validation failed with the following errors:\n' +
        '  [] chart-1/config: THANOS-101: ConfigMap apps/a is rendered twice, and the second would replace the first (see also chart-0/config). Leave one of them out, or give it another name or namespace',
    });
    appOf('a', 'b').app.synthYaml();
  });

  it('passes over what is suppressed, and refuses a suppression that nothing needs', () => {
    const needed = appOf('a', 'a');
    for (const each of needed.objects.slice(1)) suppressRule(each, 'THANOS-101', 'The same in both');
    assert.match(needed.app.synthYaml(), /cdk8s-thanos\/THANOS-101: The same in both/);
    const idle = appOf('a', 'b');
    for (const each of idle.objects.slice(1)) suppressRule(each, 'THANOS-101', 'The same in both');
    assert.throws(() => idle.app.synthYaml(), /\[chart-1\/config\] THANOS-601: Rule THANOS-101 is suppressed/);
  });

  it('does not say again what a construct says in terms of its options', () => {
    const { app } = appOf();
    const chart = new Chart(app, 'thanos', { namespace: 'thanos', disableResourceNameHashes: true });
    const identity = AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' });
    const objstore = ObjectStore.azureBlob({ storageAccount: 'thanostore', container: 'thanostore', identity });
    new ThanosReceive(chart, 'receive', { objstore, replicas: 1, replicationFactor: 3 });
    assert.throws(
      () => app.synthYaml(),
      ({ message }: Error) => message.match(/THANOS-001/g)?.length === 1 && message.includes('[thanos/receive'),
    );
  });

  it('looks at the objects once for all charts of a synthesis, and again in the next one', async () => {
    const { app, objects } = appOf(...Array.from({ length: 20 }, (_, index) => `config-${index}`));
    let rendered = 0;
    const count = () => {
      rendered++;
      return 'value';
    };
    const [first] = objects;
    assert.ok(first);
    first.metadata.addAnnotation('count', Lazy.any({ produce: count }) as string);
    app.synthYaml();
    // As it is given and as it is rendered, and then to write it.
    assert.equal(rendered, 3);
    new ApiObject(first.chart, 'more', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config-1' } });
    assert.throws(() => app.synthYaml(), /THANOS-101/);
  });

  it('leaves an object that cannot be rendered to cdk8s', () => {
    const { app, objects } = appOf('a', 'a');
    const produce = () => {
      throw new Error('no value yet');
    };
    objects[0]?.metadata.addAnnotation('lazy', Lazy.any({ produce }) as string);
    assert.throws(() => app.synthYaml(), /no value yet/);
  });

  it('says nothing twice in a fleet, which does it by itself', () => {
    const fleet = new Fleet({ outdir: '/nowhere' });
    const cluster = fleet.addCluster('west');
    validateManifests(cluster);
    for (const id of ['a', 'b']) {
      const chart = cluster.addChart(id, { namespace: 'apps' });
      new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
    }
    assert.deepEqual(
      fleet.validate().map(({ path, rule }) => [path, rule]),
      [['b/config', 'THANOS-101']],
    );
  });
});

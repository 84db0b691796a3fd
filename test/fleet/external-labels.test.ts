import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Fleet } from '../../lib';
import { inFolder, refusal, remoteWrite, tree } from './setup';

describe('A scheme of external labels', () => {
  it('asks for each label in the editor, and for no other', () => {
    const fleet = new Fleet({ externalLabels: ['datacenter', 'environment'] });
    const cluster = fleet.addCluster('west', { externalLabels: { datacenter: 'westeu', environment: 'test' } });
    assert.deepEqual(cluster.externalLabels, { cluster: 'west', datacenter: 'westeu', environment: 'test' });
    // @ts-expect-error a label is missing
    fleet.addCluster('a', { externalLabels: { datacenter: 'westeu' } });
    // @ts-expect-error all labels are missing
    fleet.addCluster('b');
    // @ts-expect-error this label is not in the scheme
    fleet.addCluster('c', { externalLabels: { datacenter: 'westeu', environment: 'test', enviroment: 'test' } });
    // @ts-expect-error a cluster with a function has labels too
    fleet.addCluster('d', {}, () => undefined);
    // @ts-expect-error each entry has labels
    fleet.addClusters([{ name: 'e' }], () => undefined);
  });

  it('says of each cluster what is missing and what is unknown, with the nearest label', () => {
    const fleet: Fleet<string> = new Fleet({ outdir: '/nowhere', externalLabels: ['datacenter', 'environment'] });
    fleet.addCluster('west', { externalLabels: { datacentre: 'westeu' } });
    fleet.addCluster('east', { externalLabels: { datacenter: 'easteu' } }, () => undefined);
    assert.deepEqual(
      fleet.validate().map(({ cluster, rule, message }) => [cluster, rule, message.split('. ')[0]]),
      [
        [
          'west',
          'THANOS-612',
          'THANOS-612: externalLabels has no "datacenter", so queries by datacenter miss this cluster',
        ],
        [
          'west',
          'THANOS-612',
          'THANOS-612: externalLabels has no "environment", so queries by environment miss this cluster',
        ],
        [
          'west',
          'THANOS-612',
          'THANOS-612: externalLabels has "datacentre", which is not in the scheme of the fleet (datacenter, environment)',
        ],
        [
          'east',
          'THANOS-612',
          'THANOS-612: externalLabels has no "environment", so queries by environment miss this cluster',
        ],
      ],
    );
    assert.match(fleet.validate()[2]?.message ?? '', /Write datacenter, add it to/);
  });

  it('says once what is wrong with itself, and nothing of the clusters', () => {
    inFolder((folder) => {
      const fleet: Fleet<string> = new Fleet({
        outdir: join(folder, 'dist'),
        externalLabels: ['data-center', 'cluster'],
      });
      const labels = { 'data-center': 'westeu', cluster: 'x' };
      for (const name of ['a', 'b']) fleet.addCluster(name, { externalLabels: labels }).addPrometheus({ remoteWrite });
      const error = refusal(() => fleet.synth());
      assert.deepEqual(
        error.problems.map(({ cluster, path }) => [cluster, path]),
        [
          ['-', 'fleet'],
          ['-', 'fleet'],
        ],
      );
      assert.match(error.message, /names "cluster", which every cluster has already/);
      assert.match(error.message, /"data-center" is no label name.*Write data_center/);
      assert.deepEqual(tree(folder), {});
    });
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { Fleet, type FleetProps } from '../../lib';
import { inFolder, refusal, remoteWrite, tree } from './setup';

const NAMES = ['hub', 'production-1', 'production-2'];

const fleetOf = (props: FleetProps, names = NAMES, interval: '30s' | '60s' = '30s') => {
  const fleet = new Fleet(props);
  fleet.addClusters(
    names.map((name) => ({ name })),
    (cluster) => cluster.addPrometheus({ remoteWrite, scrapeInterval: interval }),
  );
  return fleet;
};

describe('Rendering some clusters', () => {
  afterEach(() => {
    delete process.env['CDK8S_THANOS_CLUSTERS'];
  });

  it('leaves the folders of others as they are, and removes none', () => {
    inFolder((outdir) => {
      fleetOf({ outdir }, [...NAMES, 'gone']).synth();
      const before = tree(outdir);
      const output = fleetOf({ outdir, only: ['production-1'] }, NAMES, '60s').synth();
      assert.deepEqual(output.removed, []);
      assert.deepEqual(
        output.files,
        ['00-namespaces.k8s.yaml', 'prometheus.k8s.yaml']
          .map((file) => join(outdir, 'production-1', file))
          .reverse()
          .sort(),
      );
      const after = tree(outdir);
      const changed = Object.keys(before).filter((file) => after[file] !== before[file]);
      assert.deepEqual(changed, [join('production-1', 'prometheus.k8s.yaml')]);
      assert.deepEqual(Object.keys(after), Object.keys(before));
    });
  });

  it('takes the names from CDK8S_THANOS_CLUSTERS, which scripts set', () => {
    inFolder((outdir) => {
      process.env['CDK8S_THANOS_CLUSTERS'] = 'hub, production-2';
      fleetOf({ outdir }).synth();
      assert.deepEqual(
        [...new Set(Object.keys(tree(outdir)).map((file) => file.split('/')[0]))],
        ['hub', 'production-2'],
      );
    });
  });

  it('compares all clusters even so, and checks one by one only those', () => {
    const clashing = fleetOf({ outdir: '/nowhere', only: ['hub'] });
    for (const name of ['a', 'b']) {
      clashing.addCluster(name, {}, (cluster) =>
        cluster.addPrometheus({ remoteWrite, shards: 0, externalLabels: { cluster: 'same' } }),
      );
    }
    const found = clashing.validate().map(({ cluster, message }) => `${cluster}: ${message}`);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /^b: .*also those of .* in cluster a/);
  });

  it('refuses a name that the fleet does not have, says which are near, and writes nothing', () => {
    inFolder((outdir) => {
      fleetOf({ outdir }).synth();
      const before = tree(outdir);
      const error = refusal(() => fleetOf({ outdir, only: ['hub', 'prodution-1', 'elsewhere'] }, NAMES, '60s').synth());
      assert.match(
        error.message,
        /THANOS-614: .*no cluster "prodution-1" to render\. Write "production-1" or "production-2"/,
      );
      assert.match(
        error.message,
        /no cluster "elsewhere".*Write the name of a cluster of the fleet: hub, production-1, /,
      );
      assert.deepEqual(tree(outdir), before);
    });
  });
});

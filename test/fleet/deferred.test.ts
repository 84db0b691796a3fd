import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Cluster, Fleet } from '../../lib';
import { inFolder, objstore, refusal, remoteWrite, tree } from './setup';

const prometheus = (cluster: Cluster) => {
  cluster.addPrometheus({ remoteWrite });
};

describe('A cluster with a function', () => {
  it('is rendered to the same bytes as one that the program holds', () => {
    inFolder((folder) => {
      const [held, made] = ['held', 'made'].map((way) => new Fleet({ outdir: join(folder, way) })) as [Fleet, Fleet];
      for (const name of ['west', 'east']) {
        prometheus(held.addCluster(name));
        made.addCluster(name, {}, prometheus);
      }
      held.synth();
      made.synth();
      assert.deepEqual(tree(made.outdir), tree(held.outdir));
      assert.equal(Object.keys(tree(made.outdir)).length, 4);
    });
  });

  it('is not among those that the program holds, and is made anew whenever the fleet is gone through', () => {
    const fleet = new Fleet();
    fleet.addCluster('hub');
    let made = 0;
    fleet.addCluster('west', {}, (cluster) => {
      made += 1;
      cluster.addNamespace('apps');
    });
    assert.deepEqual(
      fleet.clusters.map(({ name }) => name),
      ['hub'],
    );
    assert.equal(made, 0);
    for (const _ of [1, 2]) {
      const [hub, west] = [...fleet.eachCluster()];
      assert.equal(hub, fleet.clusters[0]);
      assert.ok(west?.node.tryFindChild('00-namespaces'));
    }
    assert.equal(made, 2);
  });

  it('is compared with all others, and its problems are told with theirs', () => {
    const fleet = new Fleet({ outdir: '/nowhere' });
    fleet.addCluster('hub').addThanos({ objstore });
    fleet.addClusters([{ name: 'a' }, { name: 'b' }], (cluster) => cluster.addThanos({ objstore }));
    fleet.addCluster('c', {}, (cluster) => cluster.addPrometheus({ remoteWrite, externalLabels: { cluster: 'd' } }));
    fleet.addCluster('d', {}, (cluster) => cluster.addPrometheus({ remoteWrite, shards: 0 }));
    const found = fleet.validate().map(({ cluster, message }) => `${cluster}: ${message}`);
    assert.equal(found.length, 4, found.join('\n'));
    assert.match(found[0] ?? '', /^a: .*already has a compactor, thanos\/thanos\/compactor in cluster hub/);
    assert.match(found[1] ?? '', /^b: .*in cluster hub/);
    assert.match(found[2] ?? '', /^d: .*also those of prometheus\/prometheus\/prometheus in cluster c/);
    assert.match(found[3] ?? '', /^d: .*shards is 0/);
  });

  it('fails the synthesis with what its function throws, and leaves what is there', () => {
    inFolder((outdir) => {
      const good = new Fleet({ outdir });
      good.addCluster('west', {}, prometheus);
      good.synth();
      const before = tree(outdir);
      const bad = new Fleet({ outdir });
      bad.addCluster('east', {}, prometheus);
      bad.addCluster('west', {}, () => {
        throw new RangeError('no such thing');
      });
      assert.throws(() => bad.synth(), /no such thing/);
      assert.deepEqual(tree(outdir), before);
    });
  });

  it('says which cluster is added to when it has been rendered, and who should be added to', () => {
    const fleet = new Fleet({ outdir: '/nowhere' });
    const hub = fleet.addCluster('hub');
    fleet.addCluster('west', {}, () => hub.addPrometheus({ remoteWrite }));
    const { message } = refusal(() =>
      inFolder((folder) => Object.assign(fleet, { outdir: join(folder, 'd') }).synth()),
    );
    assert.match(message, /\nfleet\n {2}fleet\n {4}THANOS-613: .*added to cluster "hub".*the cluster that it is given/);
  });

  it('is forgotten when it has been rendered, also by what it is wired to and compared with', () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const heaps: number[] = [];
    const fleet = new Fleet({ outdir: '/nowhere' });
    const { network } = fleet.addCluster('hub').addThanos({ objstore }).receive;
    const entries = Array.from({ length: 121 }, (_, index) => ({ name: `remote-${index}` }));
    fleet.addClusters(entries, (cluster, { name }) => {
      if (name === 'remote-40' || name === 'remote-120') {
        collect();
        heaps.push(process.memoryUsage().heapUsed);
      }
      cluster.addPrometheus({ remoteWrite: { ...remoteWrite, network } });
    });
    assert.deepEqual(fleet.validate(), []);
    const [before = 0, after = 0] = heaps;
    // The tree of one cluster is some 60 kB.
    assert.ok((after - before) / 80 < 20_000, `${(after - before) / 80} bytes more with each cluster`);
  });
});

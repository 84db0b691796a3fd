import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { clusterPairs } from '../../diff/cluster-pairs';
import { ClusterReader, type ReadCluster } from '../../diff/cluster-reader';
import { folderSide } from '../../diff/folder-side';
import { folderOf } from '../lint/setup';
import { configMap } from './setup';

async function read(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<ReadCluster[]> {
  const sides = [before, after].map((files) => folderSide(folderOf(files)));
  const [base, head] = sides;
  assert.ok(base && head);
  const reader = new ClusterReader(base, head);
  const clusters: ReadCluster[] = [];
  for await (const pair of clusterPairs(base, head)) clusters.push(await reader.read(pair));
  return clusters;
}

const names = (objects: readonly { readonly metadata: { readonly name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name).sort();

describe('Reading a cluster', () => {
  it('gives rules all that it holds, what did not change too', async () => {
    const equal = { 'equal.yaml': configMap('a') };
    const [cluster] = await read(
      { ...equal, 'x.yaml': `${configMap('b')}---\n${configMap('c')}---\n${configMap('gone')}` },
      { ...equal, 'x.yaml': `${configMap('b')}---\n${configMap('c', 'y')}---\n${configMap('new')}` },
    );
    assert.ok(cluster);
    assert.deepEqual(
      cluster.change.changes.map(({ type }) => type),
      ['changed', 'added', 'removed'],
    );
    assert.deepEqual(names(cluster.change.before.objects), ['a', 'b', 'c', 'gone']);
    assert.deepEqual(names(cluster.change.after.objects), ['a', 'b', 'c', 'new']);
    assert.equal(
      cluster.change.before.find('', 'ConfigMap', 'apps', 'a'),
      cluster.change.after.find('', 'ConfigMap', 'apps', 'a'),
    );
  });

  it('does not parse what is equal', async () => {
    const equal = { [join('deep', 'broken.yaml')]: 'a: [', 'x.yaml': `${configMap('a')}---\na: [\n` };
    const [cluster] = await read(equal, { ...equal, 'x.yaml': `${configMap('a', 'y')}---\na: [\n` });
    assert.ok(cluster);
    assert.deepEqual(cluster.problems, []);
    assert.deepEqual(names(cluster.change.after.objects), ['a']);
  });

  it('gives what repeats in other clusters as the same objects', async () => {
    const spec = 'spec:\n  ports:\n    - name: http\n';
    const clusters = await read({}, { 'a/x.yaml': configMap('a') + spec, 'b/x.yaml': configMap('a') + spec });
    const [one, other] = clusters.map(({ change }) => change.after.objects[0]);
    assert.ok(one && other);
    assert.notEqual(one, other);
    assert.equal(one['spec'], other['spec']);
  });
});

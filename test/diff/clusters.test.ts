import assert from 'node:assert/strict';
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderOf } from '../lint/setup';
import { configMap, diff, write } from './setup';

const root = join(__dirname, '..', '..', '..');
const same = { code: 0, changes: [], problems: [] };
const sides = ['before', 'after'];

/** Compares two folders of these files. */
function compare(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  const folder = folderOf({});
  for (const [side, files] of Object.entries({ before, after })) {
    write(folder, Object.fromEntries(Object.entries(files).map(([file, text]) => [join(side, file), text])));
  }
  return diff(folder, sides);
}

describe('The objects of two sides', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(name)) as [string, string, string];

  it('are matched in whatever file, folder or order they are', async () => {
    assert.deepEqual(await compare({ 'x.yaml': `${a}---\n${b}` }, { 'y.yml': b, 'z.yaml': a }), same);
    assert.deepEqual(await compare({ 'a/x.yaml': a, 'b/y.yaml': b }, { 'b/x.yaml': a, 'c/y.yaml': b }), same);
    assert.deepEqual(
      await compare({ 'x.yaml': a, 'y.yaml': b }, { 'x.yaml': `---\n${b}---\n# moved\n${a}...\n` }),
      same,
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n${[a, b].map((text) => text.replace(/^/gm, '    ').replace('   ', '  -').trimEnd()).join('\n')}`;
    assert.deepEqual(await compare({ 'x.yaml': `${a}---\n${b}` }, { 'x.yaml': list }), same);
    const json = JSON.stringify({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { namespace: 'apps', name: 'a' },
      data: { key: 'x' },
    });
    assert.deepEqual(await compare({ 'x.yaml': a }, { 'x.json': json }), same);
  });

  it('are matched within clusters, where folders hold the same', async () => {
    const fleet = { 'hub/x.yaml': `${a}---\n${b}`, 'shop/x.yaml': a };
    const moved = { 'hub/x.yaml': a, 'shop/x.yaml': `${a}---\n${b}` };
    assert.deepEqual((await compare(fleet, moved)).changes, ['hub ConfigMap b -', 'shop ConfigMap b +']);
    assert.deepEqual((await compare({ 'hub/x.yaml': a }, fleet)).changes, ['hub ConfigMap b +', 'shop ConfigMap a +']);
  });

  it('are matched within the folders that cdk8s renders, even where these have nothing in common', async () => {
    const moved = await compare(
      { 'hub/x.k8s.yaml': `${a}---\n${b}`, 'shop/x.k8s.yaml': c },
      { 'hub/x.k8s.yaml': a, 'shop/x.k8s.yaml': `${b}---\n${c}` },
    );
    assert.deepEqual(moved.changes, ['hub ConfigMap b -', 'shop ConfigMap b +']);
  });

  it('are those of one cluster where folders repeat no more than a namespace', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n';
    assert.deepEqual(
      (
        await compare(
          { 'x/a.yaml': `${namespace}---\n${a}`, 'y/b.yaml': b },
          { 'x/a.yaml': namespace, 'y/b.yaml': `${namespace}---\n${b}---\n${a}` },
        )
      ).changes,
      [],
    );
  });

  it('are found in what this project renders for Argo CD, Flux and Kustomize too', async () => {
    for (const example of ['isolated-stacks', 'remote-clusters', 'regions', 'tenants']) {
      const folder = folderOf({});
      for (const side of sides)
        cpSync(join(root, 'examples', example, 'dist'), join(folder, side), { recursive: true });
      assert.deepEqual(await diff(folder, sides), same);
      renameSync(
        join(folder, 'after', example === 'regions' ? 'global' : 'hub', 'prometheus.k8s.yaml'),
        join(folder, 'moved'),
      );
      const { code, changes, problems } = await diff(folder, sides);
      assert.deepEqual([code, problems], [0, []]);
      assert.ok(changes.length > 5);
      assert.ok(
        changes.every((change) => /^(hub|global) .* -$/.test(change)),
        changes.join(),
      );
    }
  });

  it('are looked for where nothing changed, before they are said to be new or gone', async () => {
    const more = await compare(
      { 'x.yaml': a, 'y.yaml': b },
      { 'x.yaml': a, 'y.yaml': `${b}---\n${configMap('a', 'y')}` },
    );
    assert.deepEqual(more.changes, ['ConfigMap a data.key']);
    assert.match(String(more.problems), /^after\/y\.yaml:9 ConfigMap apps\/a is in after\/x\.yaml:1 too/);
    const less = await compare({ 'x.yaml': a, 'y.yaml': `${b}---\n${a}` }, { 'x.yaml': a, 'y.yaml': b });
    assert.deepEqual(less.changes, []);
    assert.match(String(less.problems), /^before\/y\.yaml:9 ConfigMap apps\/a is in before\/x\.yaml:1 too/);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ObjectReader } from '../../diff/git/object-reader';
import { folderOf } from '../lint/setup';
import { commit, configMap, diff, git, repositoryOf, write } from './setup';

const LARGE = 200 * 1024 * 1024;
const LARGE_IN_GIT = 11 * 1024 * 1024;

/** What is said of two folders, or of a file in each. */
async function problems(before: string, after: string): Promise<readonly string[]> {
  const outcome = await diff(folderOf({ 'a.yaml': before, 'b.yaml': after }), ['a.yaml', 'b.yaml']);
  assert.equal(outcome.code, 2);
  return outcome.problems;
}

describe('A diff of what cannot be read', () => {
  it('names file, line and column of broken YAML, and compares the rest', async () => {
    const folder = folderOf({
      'a/x.yaml': `${configMap('a')}---\n${configMap('b')}---\n${configMap('c')}`,
      'b/x.yaml': `${configMap('a', 'y')}---\n${configMap('b')}: [\n---\n${configMap('c')}`,
    });
    const { code, changes, problems: said } = await diff(folder, ['a', 'b']);
    assert.equal(code, 2);
    assert.deepEqual(changes, ['ConfigMap a data.key']);
    assert.equal(said.length, 1);
    assert.match(String(said), /^b\/x\.yaml:\d+:\d+ is no YAML: /);
  });

  it('says what would exhaust it, and what has tags of its own', async () => {
    const bomb = Array.from({ length: 9 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`)}]`,
    );
    assert.match(
      String(await problems(configMap('a'), bomb.join('\n'))),
      /^b\.yaml:1:1 has anchors that cannot be followed/,
    );
    assert.deepEqual(await problems(configMap('a'), `${configMap('a')}x: &x [*x]`), [
      'b.yaml:1:1 has an anchor that holds itself',
    ]);
    assert.match(
      String(await problems(configMap('a'), configMap('a', '!Ref x'))),
      /^b\.yaml:7:8 is read without its tag/,
    );
    assert.deepEqual(await problems(configMap('a'), `${configMap('a')}<<: x`), [
      'b.yaml:1:1 merges by `<<` what is no map',
    ]);
    assert.deepEqual(await problems(configMap('a'), 'version https://git-lfs.github.com/spec/v1\noid sha256:1'), [
      'b.yaml is kept by Git LFS, and only a pointer to it is in git',
    ]);
  });

  it('refuses large files by their size, and does not take what they hold for gone', async () => {
    const folder = repositoryOf({ 'dist/a.yaml': configMap('a'), 'dist/b.yaml': configMap('b') });
    truncateSync(join(folder, 'dist', 'a.yaml'), LARGE);
    const said = ['dist/a.yaml is larger than 10 MiB: divide it'];
    assert.deepEqual(await diff(folder, ['HEAD:dist', 'dist']), { code: 2, changes: [], problems: said });
    truncateSync(join(folder, 'dist', 'a.yaml'), LARGE_IN_GIT);
    commit(folder, {});
    assert.deepEqual(await diff(folder, ['HEAD~1:dist', 'HEAD:dist']), {
      code: 2,
      changes: [],
      problems: [`HEAD:${said}`],
    });
    const before = process.cwd();
    process.chdir(folder);
    const reader = new ObjectReader();
    const content = await reader.read(git(folder, 'rev-parse', 'HEAD:dist/a.yaml').trim());
    await reader.close();
    process.chdir(before);
    assert.ok('refused' in content, 'it has been read');
  });

  it('names both places of an object that is there twice', async () => {
    const twice = `${configMap('a', 'y')}---\n${configMap('a', 'z')}`;
    assert.deepEqual(await problems(configMap('a'), twice), [
      'b.yaml:9 ConfigMap apps/a is in b.yaml:1 too, and a cluster holds it once. The one that is applied last counts',
    ]);
  });

  it('counts objects that are there twice where there are many', async () => {
    const twice = Array.from({ length: 50 }, (_, index) => configMap(`c${index % 25}`)).join('---\n');
    const said = await problems(configMap('c0'), twice);
    assert.equal(said.length, 21);
    assert.match(
      said.at(-1) ?? '',
      /^b\.yaml:\d+ 5 objects more are there twice\. Folders are clusters of their own only/,
    );
  });

  it('says when sides have nothing to do with each other, or hold nothing', async () => {
    const folder = folderOf({
      'a/hub/x.k8s.yaml': configMap('a'),
      'b/shop/x.k8s.yaml': configMap('a'),
      'c/x.yaml': 'x: 1',
      'd/x.txt': '',
    });
    const { code, changes, problems: said } = await diff(folder, ['a', 'b']);
    assert.deepEqual([code, changes], [2, []]);
    assert.match(
      String(said),
      /^a, b no object is on both sides: one has 1 object in hub, the other 1 object in shop\. /,
    );
    assert.deepEqual((await diff(folder, ['a', 'c'])).problems, ['c no Kubernetes object is in there']);
    assert.deepEqual((await diff(folder, ['a', 'd'])).problems, ['d holds no file of YAML or JSON']);
    assert.deepEqual(await diff(folder, ['a/hub', 'b/shop']), { code: 0, changes: [], problems: [] });
  });

  it('says all that is wrong with its sides at once', async () => {
    const folder = repositoryOf({ 'dist/a.yaml': configMap('a') });
    git(folder, 'branch', 'release');
    const both = async (...sides: string[]) => {
      const { code, problems: said } = await diff(folder, sides);
      assert.equal(code, 2);
      return said;
    };
    assert.deepEqual(await both('relaese:dist', 'HEAD:dits'), [
      'relaese:dist is neither a file or folder here nor a revision. Did you mean release?',
      'HEAD:dits HEAD has no dits. Did you mean HEAD:dist?',
    ]);
    assert.deepEqual(await both('-', '-'), ['- standard input can be one side, not both']);
    assert.deepEqual(await both('./gone', '--output=/tmp/x'), ['./gone is not there', '--output=/tmp/x is not there']);
    assert.deepEqual(await both('', 'main'), [
      ' is empty: write a path or a revision',
      'main is a revision, and which folder of it is not known without a cdk8s.yaml: write main:manifests',
    ]);
    assert.deepEqual(await both(), [
      'HEAD is a revision, and which folder of it is not known without a cdk8s.yaml: write HEAD:manifests',
      'a fresh synth there is no cdk8s.yaml here to render with: name both sides to compare',
    ]);
    mkdirSync(join(folder, 'deeper'));
    assert.deepEqual((await diff(join(folder, 'deeper', '..', 'dist'), ['HEAD:a.yaml', 'a.yaml'])).problems, [
      'HEAD:a.yaml HEAD has no a.yaml: paths begin at the root of the repository. Write HEAD:./a.yaml',
    ]);
  });

  it('says what a clone lacks, and where there is no repository or no git', async () => {
    const origin = repositoryOf({ 'dist/a.yaml': configMap('a') });
    commit(origin, { 'dist/a.yaml': configMap('a', 'y') });
    const folder = folderOf({ 'a.yaml': configMap('a') });
    git(folder, 'clone', '--quiet', '--depth=1', `file://${origin}`, 'clone');
    const { problems: shallow } = await diff(join(folder, 'clone'), ['HEAD~1:dist', 'dist']);
    assert.match(String(shallow), /This clone lacks older commits: .*fetch-depth: 0/);
    assert.deepEqual((await diff(folder, ['main:dist', 'a.yaml'])).problems, [
      'main:dist is not there, nor a revision: this folder is in no git repository',
    ]);
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      assert.deepEqual((await diff(folder, ['main:dist', 'a.yaml'])).problems, [
        'main:dist is not there, and git, which would know a revision, is not installed',
      ]);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('passes on what a failing synth says', async () => {
    const folder = repositoryOf({
      'cdk8s.yaml': 'app: node app.js',
      'app.js': "console.error('main.ts:3:7: no');process.exit(1)",
      'dist/a.yaml': configMap('a'),
    });
    assert.deepEqual(await diff(folder, []), {
      code: 2,
      changes: [],
      problems: ['a fresh synth node app.js (the app of cdk8s.yaml) failed:\nmain.ts:3:7: no'],
    });
    writeFileSync(join(folder, 'app.js'), '');
    assert.match(String((await diff(folder, [])).problems), /rendered nothing into the folder that CDK8S_OUTDIR names/);
    write(folder, { 'cdk8s.yaml': 'output: dist' });
    assert.match(String((await diff(folder, [])).problems), /cdk8s\.yaml names no app to render with/);
    write(folder, { 'cdk8s.yaml': 'app: [' });
    assert.match(String((await diff(folder, [])).problems), /cdk8s\.yaml cannot be read/);
  });

  it('says what git has in place of a file', async () => {
    const folder = repositoryOf({
      'dist/a.yaml': configMap('a'),
      'chart/Chart.yaml': 'name: x',
      'chart/templates/x.yaml': '{{',
    });
    git(
      folder,
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${git(folder, 'rev-parse', 'HEAD:dist/a.yaml').trim()},dist/link.yaml`,
    );
    git(
      folder,
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${git(folder, 'rev-parse', 'HEAD').trim()},dist/module`,
    );
    git(folder, 'commit', '--quiet', '--message', 'links');
    assert.deepEqual((await diff(folder, ['HEAD:dist', 'dist'])).problems, [
      'HEAD:dist/link.yaml is a link, which is not followed inside of git',
      'HEAD:dist/module is a submodule, which is not looked into',
    ]);
    assert.deepEqual((await diff(folder, ['HEAD:', 'dist'])).problems.slice(0, 1), [
      'HEAD:chart is a Helm chart, not manifests: check what helm template makes of it',
    ]);
  });
});

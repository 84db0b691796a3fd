import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderOf } from '../lint/setup';
import { commit, configMap, diff, git, repositoryOf, write } from './setup';

const same = { code: 0, changes: [], problems: [] };
const changed = { code: 0, changes: ['ConfigMap a data.key'], problems: [] };

describe('The sides of a diff', () => {
  it('are folders, files, and standard input', async () => {
    const folder = folderOf({ 'a/x.yaml': configMap('a'), 'b/y.yaml': configMap('a', 'y'), plain: configMap('a') });
    assert.deepEqual(await diff(folder, ['a', 'b']), changed);
    assert.deepEqual(await diff(folder, ['a', 'b/y.yaml']), changed);
    assert.deepEqual(await diff(folder, ['-', 'b'], configMap('a')), changed);
    assert.deepEqual(await diff(folder, ['plain', '-'], configMap('a', 'y')), changed);
    assert.deepEqual(await diff(folder, ['a', 'plain']), same);
  });

  for (const format of ['sha1', 'sha256']) {
    it(`are revisions, in repositories whose ids are ${format}`, async () => {
      const folder = repositoryOf({ 'dist/hub/x.k8s.yaml': configMap('a'), 'other.yaml': '[' }, format);
      git(folder, 'tag', 'v1');
      commit(folder, { 'dist/hub/x.k8s.yaml': configMap('a', 'y') });
      const hub = { ...changed, changes: ['hub ConfigMap a data.key'] };
      assert.deepEqual(await diff(folder, ['v1:dist', 'main:dist']), hub);
      assert.deepEqual(await diff(folder, ['HEAD~1:dist/', 'dist']), hub);
      assert.deepEqual(await diff(folder, ['v1:dist/hub', 'main:dist/hub']), changed);
      assert.deepEqual(await diff(folder, ['v1:dist/hub/x.k8s.yaml', '-'], configMap('a', 'y')), changed);
      assert.deepEqual(await diff(folder, ['main:dist', 'dist']), same);
      assert.deepEqual(await diff(folder, ['dist', 'main@{0}:dist']), same);
      assert.deepEqual(await diff(join(folder, 'dist'), ['v1:./hub', 'main:./hub']), changed);
    });
  }

  it('leave work tree, index and repository as they are', async () => {
    const folder = repositoryOf({ 'dist/a.yaml': configMap('a') });
    write(folder, { 'dist/a.yaml': configMap('a', 'y') });
    const state = () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => {
        const { mtimeMs, size } = statSync(join(folder, file));
        return [file, mtimeMs, size];
      });
    const before = state();
    assert.deepEqual(await diff(folder, ['HEAD:dist', 'dist']), changed);
    assert.deepEqual(state(), before);
  });

  it('are of a revision the folder that the other side names, or else the one that the project renders into', async () => {
    const folder = repositoryOf({
      'cdk8s.yaml': 'output: dist',
      'dist/a.yaml': configMap('a'),
      'b/b.yaml': configMap('b'),
    });
    commit(folder, { 'dist/a.yaml': configMap('a', 'y'), 'package-lock.json': '{}' });
    assert.deepEqual(await diff(folder, ['HEAD~1', 'HEAD']), changed);
    assert.deepEqual(await diff(folder, ['HEAD~1', 'dist']), changed);
    assert.deepEqual(await diff(folder, ['HEAD~1', '-'], configMap('a', 'y')), changed);
    assert.deepEqual(await diff(folder, ['HEAD~1', 'b']), same);
    assert.deepEqual(await diff(folder, ['HEAD~1', 'HEAD:b']), same);
  });

  it('are paths where there are any, even if a revision is called the same', async () => {
    const folder = repositoryOf({
      'cdk8s.yaml': 'output: dist',
      'dist/a.yaml': configMap('a'),
      'main/a.yaml': configMap('a', 'y'),
    });
    assert.deepEqual(await diff(folder, ['dist', 'main']), changed);
    assert.deepEqual(await diff(folder, ['dist', 'main:dist']), same);
    assert.deepEqual(await diff(folder, ['dist', './main']), changed);
  });

  it('are the committed folder and a fresh synth, where none is named', async () => {
    const app = "require('fs').cpSync('source', process.env.CDK8S_OUTDIR, { recursive: true }); console.log('written')";
    const folder = repositoryOf({
      'cdk8s.yaml': 'app: node app.js\noutput: rendered',
      'app.js': app,
      'rendered/a.k8s.yaml': configMap('a'),
      'source/a.k8s.yaml': configMap('a'),
    });
    assert.deepEqual(await diff(folder, []), same);
    write(folder, { 'source/a.k8s.yaml': configMap('a', 'y') });
    const temporary = process.env['TMPDIR'];
    process.env['TMPDIR'] = folderOf({});
    assert.deepEqual(await diff(folder, []), changed);
    assert.deepEqual(readdirSync(process.env['TMPDIR']), []);
    process.env['TMPDIR'] = temporary ?? tmpdir();
    assert.deepEqual(await diff(folder, ['HEAD']), changed);
    assert.deepEqual(await diff(folder, ['rendered']), changed);
    assert.equal(readFileSync(join(folder, 'rendered', 'a.k8s.yaml'), 'utf8'), configMap('a'));
    write(folder, { 'source/a.k8s.yaml': 'a: [' });
    const { problems } = await diff(folder, []);
    assert.match(String(problems), /^rendered\/a\.k8s\.yaml:1:5 is no YAML/);
  });

  it('synthesise whole fleets, and speak as people read it', async () => {
    const app =
      "if (process.env.CDK8S_THANOS_CLUSTERS || process.env.CDK8S_THANOS_OUTPUT) process.exit(1); require('fs').cpSync('dist', process.env.CDK8S_OUTDIR, { recursive: true })";
    const folder = repositoryOf({ 'cdk8s.yaml': 'app: node app.js', 'app.js': app, 'dist/a.yaml': configMap('a') });
    process.env['CDK8S_THANOS_CLUSTERS'] = 'hub';
    process.env['CDK8S_THANOS_OUTPUT'] = 'json';
    try {
      assert.deepEqual(await diff(folder, []), same);
    } finally {
      delete process.env['CDK8S_THANOS_CLUSTERS'];
      delete process.env['CDK8S_THANOS_OUTPUT'];
    }
  });

  it('are equal however git checks them out', async () => {
    const folder = repositoryOf({ 'dist/a.yaml': configMap('a'), '.gitattributes': '*.yaml text' });
    writeFileSync(join(folder, 'dist', 'a.yaml'), configMap('a').replaceAll('\n', '\r\n'));
    assert.deepEqual(await diff(folder, ['HEAD:dist', 'dist']), same);
    writeFileSync(join(folder, 'dist', 'a.yaml'), `\ufeff${configMap('a')}`);
    assert.deepEqual(await diff(folder, ['HEAD:dist', 'dist']), same);
    writeFileSync(join(folder, 'dist', 'a.yaml'), Buffer.from(`\ufeff${configMap('a')}`, 'utf16le'));
    assert.deepEqual(await diff(folder, ['HEAD:dist', 'dist']), same);
  });

  it('run neither filters, text conversions nor hooks, and fetch nothing', async () => {
    const origin = repositoryOf({ 'dist/a.yaml': configMap('a'), '.gitattributes': '*.yaml filter=spy diff=spy' });
    commit(origin, { 'dist/a.yaml': configMap('a', 'y') });
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const folder = folderOf({});
    git(folder, 'clone', '--quiet', '--filter=blob:none', `file://${origin}`, 'clone');
    const clone = join(folder, 'clone');
    const spy = `touch ${join(folder, 'spied')}; cat`;
    for (const name of ['filter.spy.smudge', 'filter.spy.clean', 'diff.spy.textconv', 'core.fsmonitor', 'core.pager']) {
      git(clone, 'config', name, spy);
    }
    assert.deepEqual(await diff(clone, ['HEAD:dist', 'dist']), same);
    assert.deepEqual(await diff(clone, ['HEAD~1:dist', 'dist']), {
      code: 2,
      changes: [],
      problems: [
        'HEAD~1:dist/a.yaml is not in this clone of the repository, and nothing is fetched: run git fetch --refetch --no-filter',
      ],
    });
    assert.deepEqual(readdirSync(folder), ['clone']);
  });
});

describe('The command line of diff', () => {
  it('ends with the code that scripts ask for', () => {
    const folder = repositoryOf({ 'dist/a.yaml': configMap('a') });
    write(folder, { 'dist/a.yaml': configMap('a', 'y') });
    const main = join(__dirname, '..', '..', 'cli', 'main.js');
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [main, 'diff', ...args], { cwd: folder, encoding: 'utf8' });
    assert.match(run('HEAD:dist', 'dist'), /ConfigMap apps\/a/);
    assert.throws(() => run('HEAD:dist', 'dits'), { status: 2, stderr: /dits: is neither/ });
  });
});

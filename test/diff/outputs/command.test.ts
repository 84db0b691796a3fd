import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { coloured } from '../../../diff/terminal';
import { configMap, folderOf } from '../../lint/setup';

const main = join(__dirname, '..', '..', '..', 'cli', 'main.js');
const run = (...args: readonly string[]) => {
  const environment = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'diff', ...args], {
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
};

describe('The command line of diff', () => {
  it('ends with the code that scripts ask for', () => {
    const [a, b, broken] = [configMap('a'), `${configMap('a')}---\n${configMap('b')}`, 'a: ['].map((text) =>
      folderOf({ 'a.yaml': text }),
    );
    assert.ok(a && b && broken);
    assert.deepEqual(run(a, a, '--fail-on', 'restart'), { status: 0, stdout: 'No change.\n', stderr: '' });
    assert.equal(run(a, b, '--fail-on', 'restart').status, 0);
    assert.equal(run(a, broken, '--fail-on', 'restart').status, 2);
  });

  it('prints only the error where nothing could be compared', () => {
    const [a, none, other, broken] = [configMap('a'), 'x: 1', configMap('b'), 'a: ['].map((text) =>
      folderOf({ 'a.yaml': text }),
    );
    assert.ok(a && none && other && broken);
    for (const [base, head, reason] of [
      [a, '/gone', /^\/gone: is not there\n$/],
      ['/gone', a, /^\/gone: is not there\n$/],
      [a, none, /^.*: no Kubernetes object is in there\n$/],
      [a, other, /^.*: no object is on both sides: .*\n$/],
      [a, broken, /^.*a\.yaml:\d+:\d+: is no YAML: /],
    ] as const) {
      const { status, stdout, stderr } = run(base, head);
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.match(stderr, reason);
    }
  });

  it('prints whole documents for programs even then, and says in a pull request that nothing was compared', () => {
    const a = folderOf({ 'a.yaml': configMap('a') });
    const report = JSON.parse(run(a, '/gone', '--output=json').stdout);
    assert.deepEqual([report.changes, report.problems], [[], [{ file: '/gone', message: 'is not there' }]]);
    const sarif = JSON.parse(run(a, '/gone', '--output=sarif').stdout);
    assert.equal(sarif.runs[0].invocations[0].executionSuccessful, false);
    assert.equal(
      run(a, '/gone', '--output=markdown').stdout,
      '<!-- cdk8s-thanos diff -->\n**Nothing was compared: 1 problem with what was to be read.**\n',
    );
  });

  it('compares what is left', () => {
    const [a, b] = ['b: [', configMap('b')].map((text) => folderOf({ 'a.yaml': configMap('a'), 'b.yaml': text }));
    assert.ok(a && b);
    const { status, stdout } = run(a, b);
    assert.equal(status, 2);
    assert.match(stdout, /^No change in what could be read\. 1 problem with what was to be read/);
  });

  it('leaves no folder behind when somebody ends it during a synth', () => {
    const folder = folderOf({ 'cdk8s.yaml': 'app: kill -INT $PPID; exit 1', 'dist.yaml': configMap('a') });
    const temporary = folderOf({});
    const { status } = spawnSync(process.execPath, [main, 'diff', 'dist.yaml'], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary },
    });
    assert.notEqual(status, 0);
    assert.deepEqual(readdirSync(temporary), []);
  });

  it('has help that fits into 80 columns', () => {
    const lines = run('--help').stdout.split('\n');
    assert.deepEqual(
      lines.filter((line) => line.length > 81),
      [],
    );
  });

  it('ends with 2 when it is asked wrongly', () => {
    const folder = folderOf({ 'a.yaml': configMap('a') });
    for (const wrong of [['--output=xml'], ['--fail-on=none'], ['--fix']]) {
      assert.equal(run(folder, folder, ...wrong).status, 2, wrong.join());
    }
  });

  it('writes no colour into a file', () => {
    const { stdout } = run(
      folderOf({ 'a.yaml': configMap('a') }),
      folderOf({ 'a.yaml': `${configMap('a')}---\n${configMap('b')}` }),
    );
    assert.ok(stdout.includes('config ConfigMap') && !stdout.includes('\u001b'));
  });

  it('is content with a reader of the first lines', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => configMap(index === 0 ? 'a' : `c${index}`)).join('---\n');
    const args = [
      main,
      'diff',
      '--output',
      'json',
      folderOf({ 'a.yaml': configMap('a') }),
      folderOf({ 'a.yaml': many }),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    child.stderr.on('data', (text) => {
      told += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    assert.equal(told, '');
    assert.equal(code, 0);
  });
});

describe('Colour', () => {
  const terminal = { isTTY: true };
  const environment = { TERM: 'xterm-256color' };

  it('is for terminals', () => {
    assert.equal(coloured(terminal, environment), true);
    assert.equal(coloured({}, environment), false);
    assert.equal(coloured(terminal, { TERM: 'dumb' }), false);
  });

  it('is forbidden by NO_COLOR', () => assert.equal(coloured(terminal, { ...environment, NO_COLOR: '1' }), false));

  it('is forced, or forbidden, by FORCE_COLOR', () => {
    assert.equal(coloured({}, { ...environment, FORCE_COLOR: '1' }), true);
    assert.equal(coloured({}, { ...environment, FORCE_COLOR: '' }), true);
    assert.equal(coloured(terminal, { ...environment, FORCE_COLOR: '0' }), false);
  });
});

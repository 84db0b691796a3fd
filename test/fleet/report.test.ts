import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const library = join(__dirname, '..', '..', 'lib');

describe('What a synthesis prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Runs a program that has a fleet with the cluster `west`, and its chart `apps`. */
  function run(program: string, output: 'text' | 'json') {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '-e',
        `const { Fleet, reportProblem } = require(${JSON.stringify(library)});
        const fleet = new Fleet();
        const west = fleet.addCluster('west');
        west.addNamespace('apps');
        ${program}`,
      ],
      { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], CDK8S_THANOS_OUTPUT: output } },
    );
    return { status, stdout, stderr };
  }

  const problem = "reportProblem(west, { rule: 'THANOS-101', what: 'It is wrong', fix: 'Mend it' });";

  it('as text, ends with where rules are explained', () => {
    const { status, stderr, stdout } = run(
      `${problem} try { fleet.synth(); } catch (e) { console.error(e.stack); }`,
      'text',
    );
    assert.equal(status, 0);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      [
        '1 problem in this configuration, nothing was written:',
        '',
        'cluster west',
        '  west',
        '    THANOS-101: It is wrong. Mend it',
        '',
        'docs/rules.md explains each rule.',
        '',
        '',
      ].join('\n'),
    );
  });

  it('as JSON, is one document with what was written', () => {
    mkdirSync(join(folder, 'dist', 'gone'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'gone', 'a.k8s.yaml'), '');
    const { status, stderr, stdout } = run('fleet.synth();', 'json');
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      files: ['dist/west/00-namespaces.k8s.yaml'],
      removed: ['gone'],
      problems: [],
    });
  });

  it('as JSON, is one document with every problem, and says nothing twice', () => {
    const { status, stderr, stdout } = run(`${problem} fleet.synth();`, 'json');
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      files: [],
      removed: [],
      problems: [
        {
          cluster: 'west',
          path: 'west',
          rule: 'THANOS-101',
          severity: 'error',
          message: 'THANOS-101: It is wrong. Mend it',
        },
      ],
    });
    assert.match(stderr, /in the JSON on standard output/);
    assert.doesNotMatch(stderr, /It is wrong|\n +at /);
  });

  it('as JSON, leaves the error whole for programs that catch it', () => {
    const { stdout } = run(
      `${problem} try { fleet.synth(); } catch (e) { console.log('//' + e.problems.length + e.message); }`,
      'json',
    );
    assert.match(stdout, /\n\/\/11 problem in this configuration.*\n\ncluster west\n/);
  });
});

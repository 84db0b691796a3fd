import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderOf } from '../lint/setup';
import { AZURE, bash, GITHUB, GITLAB, PIPELINES, scriptWith } from './setup';

/** A repository with a committed dist/. */
function repository(): string {
  const folder = folderOf({ 'dist/a.yaml': 'a: 1\n' });
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=a');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  return folder;
}

describe('The step that looks for what is not rendered', () => {
  for (const pipeline of PIPELINES) {
    // GitLab runs the lines one after the other.
    const lines = pipeline.scripts.filter(
      (script) => /synth|git (add|diff)|lint/.test(script) && !script.includes('fail-on'),
    );
    const script = lines.join('\n');
    const status = (npm: string) => bash(script, { npm, cwd: repository() }).status;

    it(`passes when there is nothing: ${pipeline.file}`, () => assert.equal(status('true'), 0));

    it(`fails for a change, a new file and one that is gone: ${pipeline.file}`, () => {
      assert.equal(status('echo a: 2 > dist/a.yaml'), 1);
      assert.equal(status('echo a: 2 > dist/b.yaml'), 1);
      assert.equal(status('rm dist/a.yaml'), 1);
    });

    it(`fails when main.ts, or a rule, does: ${pipeline.file}`, () => {
      assert.equal(status('exit 1'), 1);
      assert.equal(status('[[ $* != *lint* ]]'), 1);
    });
  }
});

describe('The step that compares', () => {
  /** Prints a report for `diff`, and ends with a code. */
  const npm = (code: number) => `if [[ $3 == diff || $* == *--fail-on* ]]; then echo "report of $*"; exit ${code}; fi`;

  it('keeps the report and the code: GitHub', () => {
    const cwd = repository();
    const env = {
      GITHUB_BASE_REF: 'main',
      GITHUB_STEP_SUMMARY: join(cwd, 'summary'),
      GITHUB_OUTPUT: join(cwd, 'output'),
    };
    const run = bash(scriptWith(GITHUB, '--fail-on'), { npm: npm(1), cwd, env });
    assert.equal(run.status, 0, run.stderr);
    assert.match(
      readFileSync(join(cwd, 'diff.md'), 'utf8'),
      /^report of run -s diff -- [0-9a-f]{40}:dist dist --output markdown --fail-on data\n$/,
    );
    assert.equal(readFileSync(join(cwd, 'summary'), 'utf8'), readFileSync(join(cwd, 'diff.md'), 'utf8'));
    assert.equal(readFileSync(join(cwd, 'output'), 'utf8'), 'code=1\n');
  });

  it('keeps the report and the code: Azure DevOps', () => {
    const env = { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' };
    const run = bash(scriptWith(AZURE, '--fail-on'), { npm: npm(2), cwd: repository(), env });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /^##vso\[task\.setvariable variable=diffCode\]2$/m);
    assert.match(readFileSync(join(run.cwd, 'diff.md'), 'utf8'), / [0-9a-f]{40}:dist dist /);
  });

  it('fails unless the loss of data is accepted, and always for what could not be read: GitLab', () => {
    const script = scriptWith(GITLAB, '--fail-on');
    const status = (code: number, labels: string) =>
      bash(script, {
        npm: npm(code),
        env: { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc', CI_MERGE_REQUEST_LABELS: labels },
      }).status;
    assert.equal(status(0, ''), 0);
    assert.equal(status(1, ''), 1);
    assert.equal(status(1, 'no-data-loss-accepted,data-loss-accepted-not'), 1);
    assert.equal(status(1, 'a,data-loss-accepted'), 0);
    assert.equal(status(2, 'data-loss-accepted'), 2);
  });

  for (const pipeline of [GITHUB, AZURE]) {
    it(`fails unless the loss of data is accepted, and always for what could not be read: ${pipeline.file}`, () => {
      const script = scriptWith(pipeline, '$ACCEPTED');
      const status = (CODE: string, ACCEPTED: string) => bash(script, { env: { CODE, ACCEPTED } }).status;
      assert.equal(status('0', 'false'), 0);
      assert.equal(status('1', 'false'), 1);
      assert.equal(status('1', '$(dataLossAccepted)'), 1);
      assert.equal(status('1', 'true'), 0);
      assert.equal(status('2', 'true'), 2);
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Command } from 'commander';
import { registerDiff } from '../../diff/cli';
import { registerLint } from '../../lint/cli';
import { field } from '../helpers';
import { AZURE, GITHUB, GITLAB, PIPELINES, read, root } from './setup';

const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;
const program = new Command();
registerDiff(program);
registerLint(program);

/** Each `npm run` of a text: the script, and what is given to it. */
function npmRuns(text: string): { readonly script: string; readonly given: readonly string[] }[] {
  return [...text.matchAll(/npm run (?:-s )?([\w:-]+)(?: -- ([^>|\n]*))?/g)].map(([, script = '', given = '']) => ({
    script,
    given: given.trim().split(/\s+/),
  }));
}

/** Asserts that a command has the options that it is given, with these values. */
function assertTakes(name: string, given: readonly string[]): void {
  const command = program.commands.find((each) => each.name() === name);
  assert.ok(command, name);
  for (const [index, word] of given.entries()) {
    if (!word.startsWith('--')) continue;
    const option = command.options.find(({ long }) => long === word);
    assert.ok(option, `${name} has no ${word}`);
    if (option.argChoices) assert.ok(option.argChoices.includes(given[index + 1] ?? ''), given.join(' '));
  }
}

for (const { file, scripts: steps } of PIPELINES) {
  describe(`examples/ci/${file}`, () => {
    const runs = npmRuns(steps.join('\n'));

    it('runs scripts and options that there are', () => {
      for (const { script, given } of runs) {
        const command = scripts[script];
        assert.ok(command, `npm run ${script}`);
        const [, name] = /build\/cli\/main\.js (\w+)$/.exec(command) ?? [];
        if (name) assertTakes(name, given);
      }
    });

    it('installs, renders, checks and compares, in this order', () => {
      assert.match(steps.join('\n'), /^npm ci$/m);
      assert.deepEqual(
        runs.map(({ script }) => script),
        ['synth', 'lint:manifests', 'build', 'diff'],
      );
    });
  });
}

describe('The commands of examples/ci/README.md', () => {
  it('are there', () => {
    for (const { script } of npmRuns(read('examples', 'ci', 'README.md'))) assert.ok(scripts[script], script);
  });

  it('are about files that are there', () => {
    const links = [...read('examples', 'ci', 'README.md').matchAll(/\]\(([\w./-]+)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length >= 5);
    for (const link of links) assert.ok(existsSync(join(root, 'examples', 'ci', link)), link);
  });
});

describe('The workflow for GitHub', () => {
  it('is the one that this repository runs', () => {
    assert.equal(read('.github', 'workflows', 'manifests.yml'), read('examples', 'ci', 'github.yml'));
  });

  it('gives what runs code of the pull request nothing to write with', () => {
    assert.deepEqual(Object.keys(field(GITHUB.content, 'on') as object), ['pull_request']);
    assert.deepEqual(field(GITHUB.content, 'permissions'), {});
    assert.deepEqual(field(GITHUB.content, 'jobs.diff.permissions'), { contents: 'read' });
    assert.deepEqual(field(GITHUB.content, 'jobs.comment.permissions'), { 'pull-requests': 'write' });
    assert.equal(field(GITHUB.content, 'jobs.diff.steps.0.with.persist-credentials'), false);
    for (const step of field(GITHUB.content, 'jobs.comment.steps') as object[]) {
      assert.ok(!('run' in step));
      assert.doesNotMatch(String(field(step, 'uses')), /checkout/);
    }
    assert.doesNotMatch(read('examples', 'ci', 'github.yml'), /secrets\./);
  });

  it('names a version of each action', () => {
    const uses = [...read('examples', 'ci', 'github.yml').matchAll(/uses: (.*)/g)].map(([, action]) => action);
    assert.ok(uses.length >= 5);
    for (const action of uses) assert.match(action ?? '', /^actions\/[\w-]+@v\d+$/);
  });

  it('puts nothing that people write into a script', () => {
    for (const script of GITHUB.scripts) assert.doesNotMatch(script, /\$\{\{/);
  });
});

describe('What is fetched of the history', () => {
  it('reaches back to the merge base', () => {
    assert.equal(field(GITHUB.content, 'jobs.diff.steps.0.with.fetch-depth'), 0);
    assert.equal(field(GITLAB.content, 'diff.variables.GIT_DEPTH'), 0);
    assert.equal(field(AZURE.content, 'steps.0.fetchDepth'), 0);
  });
});

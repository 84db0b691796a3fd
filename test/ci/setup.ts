import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { field } from '../helpers';
import { folderOf } from '../lint/setup';

export const root = join(__dirname, '..', '..', '..');
export const read = (...file: readonly string[]) => readFileSync(join(root, ...file), 'utf8');

/** A pipeline that people copy, and the shell scripts in it. */
export interface Pipeline {
  readonly file: string;
  readonly content: unknown;
  readonly scripts: readonly string[];
}

function pipeline(file: string, scriptsOf: (content: unknown) => unknown): Pipeline {
  const content: unknown = parse(read('examples', 'ci', file), { strict: true, uniqueKeys: true });
  const scripts = scriptsOf(content) as unknown[];
  return { file, content, scripts: scripts.flat().filter((script) => typeof script === 'string') };
}

export const GITHUB = pipeline('github.yml', (content) =>
  (field(content, 'jobs.diff.steps') as unknown[]).map((step) => field(step, 'run')),
);
export const GITLAB = pipeline('gitlab-ci.yml', (content) => [
  field(content, 'diff.script'),
  field(content, 'comment.script'),
]);
export const AZURE = pipeline('azure-pipelines.yml', (content) =>
  (field(content, 'steps') as unknown[]).map((step) => field(step, 'bash')),
);
export const PIPELINES = [GITHUB, GITLAB, AZURE];

/** The one script of a pipeline that holds a text. */
export function scriptWith({ scripts }: Pipeline, text: string): string {
  const [found, ...others] = scripts.filter((script) => script.includes(text));
  assert.ok(found && others.length === 0, `${text} is in one script`);
  return found;
}

/** Runs a script as a step does, where `npm` is a script that is given here. */
export function bash(
  script: string,
  { npm = '', cwd = folderOf({}), env = {} }: { npm?: string; cwd?: string; env?: Record<string, string> },
): { readonly status: number | null; readonly stdout: string; readonly stderr: string; readonly cwd: string } {
  const bin = folderOf({});
  writeFileSync(join(bin, 'npm'), `#!/usr/bin/env bash\n${npm}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH']}` },
  });
  return { status, stdout, stderr, cwd };
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runDiff } from '../../diff/run';
import type { InputProblem } from '../../reading/input';
import { folderOf } from '../lint/setup';

// Git as it is where nobody has configured it, and not the one of a hook that runs these tests.
for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];
process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
process.env['GIT_CONFIG_NOSYSTEM'] = '1';

/** What a run left behind. */
export interface Outcome {
  readonly code: number;
  /** Each change, as `<cluster> <kind> <name> <path>`, with a `+` or `-` in place of the path for objects that are new or gone. */
  readonly changes: readonly string[];
  /** What could not be read: `<file>:<line>:<column> <message>`. */
  readonly problems: readonly string[];
}

/** Runs `cdk8s-thanos diff` in a folder. */
export async function diff(folder: string, sides: readonly string[], stdin = ''): Promise<Outcome> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    let printed = '';
    const [base, head] = sides;
    const code = await runDiff(
      { base, head, output: 'json' },
      {
        read: async () => Buffer.from(stdin),
        print: (text) => {
          printed += text;
        },
        tell: () => {},
      },
    );
    const report: Report = JSON.parse(printed);
    return {
      code,
      changes: report.changes.map(({ cluster, kind, name, path, before: old }) =>
        [cluster, kind, name, path || (old === undefined ? '+' : '-')].filter(Boolean).join(' '),
      ),
      problems: report.problems.map(
        ({ file, line, column, message }) =>
          `${[file, line, column].filter((part) => part !== undefined).join(':')} ${message}`,
      ),
    };
  } finally {
    process.chdir(before);
  }
}

interface Report {
  readonly changes: readonly {
    readonly cluster: string;
    readonly kind: string;
    readonly name: string;
    readonly path: string;
    readonly before?: unknown;
  }[];
  readonly problems: readonly InputProblem[];
}

type Files = Readonly<Record<string, string | Buffer>>;

export function write(folder: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

export function git(folder: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function commit(folder: string, files: Files): void {
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'a state');
}

/** A new repository on a branch `main`, with a commit of these files. */
export function repositoryOf(files: Files, format = 'sha1'): string {
  const folder = folderOf({});
  git(folder, 'init', '--quiet', '--initial-branch', 'main', '--object-format', format);
  commit(folder, files);
  return folder;
}

export const configMap = (name: string, value = 'x') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: apps\ndata:\n  key: ${value}\n`;

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LintFinding } from '../../lint/findings';
import type { Format } from '../../lint/report';
import { runLint } from '../../lint/run';
import type { InputProblem } from '../../reading/input';

/** What a run left behind. */
export interface Outcome {
  readonly code: number;
  readonly printed: string;
  readonly told: string;
}

/** Runs `cdk8s-thanos lint` with these paths. */
export async function lint(paths: readonly string[], format: Format = 'text', stdin = ''): Promise<Outcome> {
  let printed = '';
  let told = '';
  const code = await runLint(paths, format, {
    read: async () => Buffer.from(stdin),
    print: (text) => {
      printed += text;
    },
    tell: (line) => {
      told += line;
    },
  });
  return { code, printed, told };
}

/** What the JSON of a run says. */
export async function report(
  paths: readonly string[],
): Promise<{ readonly findings: LintFinding[]; readonly problems: InputProblem[]; readonly objects: number }> {
  return JSON.parse((await lint(paths, 'json')).printed);
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** An object that nothing is wrong with, unless another one is called the same. */
export const configMap = (name: string, annotations = '{}') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: apps, annotations: ${annotations} }\n`;

import { join, resolve } from 'node:path';
import { toYaml } from '../lib/values/yaml';
import { destinationProblem } from './destination';
import { refuseAny } from './problem';
import type { Manifest } from './secrets';
import type { Terminal } from './terminal';
import { type OutputFile, writeFiles } from './write-files';

/** What to do with what was made. */
export interface Delivery {
  /** Folder for the manifests. @default - standard output */
  readonly out?: string;
  readonly force?: boolean;
  readonly allowTerminal?: boolean;
}

/** Refuses to show secrets on a screen. */
export function checkTerminal({ out, allowTerminal }: Delivery, terminal: Terminal): void {
  if (out !== undefined || allowTerminal || !terminal.outputIsTerminal) return;
  refuseAny([
    'The Secrets would be shown on this terminal and stay in its scrollback. Pipe them to kubectl, write files with --out, or add --allow-terminal',
  ]);
}

/** Writes manifests, one file each, or prints them as one stream; the other files are always files. */
export async function deliverManifests(
  manifests: readonly Manifest[],
  others: readonly OutputFile[],
  delivery: Delivery,
  terminal: Terminal,
): Promise<void> {
  const { out } = delivery;
  const files = out === undefined ? [] : manifests.map((manifest) => manifestFile(out, manifest));
  deliverFiles([...files, ...others], delivery, terminal);
  if (out === undefined) await terminal.print(manifests.map(toYaml).join('---\n'));
}

/** Writes all of the files or none. Files with a secret go only where nothing would publish them. */
export function deliverFiles(files: readonly OutputFile[], { force }: Delivery, terminal: Terminal): void {
  const synthFolder = process.env['CDK8S_OUTDIR'];
  refuseAny(files.filter(({ secret }) => secret).map(({ path }) => destinationProblem(path, synthFolder)));
  writeFiles(files, force ?? false);
  for (const { path, secret } of files) terminal.report(`Wrote ${path}${secret ? ' (a secret)' : ''}`);
}

export function secretFile(path: string, content: string): OutputFile {
  return { path: resolve(path), content, secret: true };
}

function manifestFile(folder: string, manifest: Manifest): OutputFile {
  const { name, namespace } = manifest.metadata;
  return {
    path: resolve(join(folder, `${name}.${namespace}.yaml`)),
    content: toYaml(manifest),
    secret: manifest.kind === 'Secret',
  };
}

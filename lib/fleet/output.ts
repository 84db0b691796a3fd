import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The ending of every file that a synthesis writes. */
export const FILE_ENDING = '.k8s.yaml';

/**
 * A rendered tree that takes the place of the previous one only when it is complete: a program that fails half-way leaves the
 * previous tree as it was.
 */
export class Output {
  private readonly staging: string;
  private readonly folders = new Set<string>();

  constructor(private readonly outdir: string) {
    mkdirSync(dirname(outdir), { recursive: true });
    this.staging = mkdtempSync(`${outdir}.partial-`);
  }

  /** Adds a folder with its files, by name. */
  addFolder(folder: string, files: ReadonlyMap<string, string>): void {
    mkdirSync(join(this.staging, folder));
    for (const [file, content] of files) writeFileSync(join(this.staging, folder, file), content);
    this.folders.add(folder);
  }

  /**
   * Puts the new folders in place.
   *
   * @param others what becomes of folders that an earlier synthesis rendered and this one did not: they are removed, or kept
   * @returns the folders removed
   */
  commit(others: 'remove' | 'keep'): string[] {
    mkdirSync(this.outdir, { recursive: true });
    const removed = others === 'remove' ? this.outdated() : [];
    for (const folder of removed) rmSync(join(this.outdir, folder), { recursive: true });
    for (const folder of this.folders) {
      rmSync(join(this.outdir, folder), { recursive: true, force: true });
      renameSync(join(this.staging, folder), join(this.outdir, folder));
    }
    this.discard();
    return removed;
  }

  private outdated(): string[] {
    return readdirSync(this.outdir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !this.folders.has(entry.name))
      .map((entry) => entry.name)
      .filter((folder) => isRendered(join(this.outdir, folder)));
  }

  /** Forgets what was added. */
  discard(): void {
    if (existsSync(this.staging)) rmSync(this.staging, { recursive: true });
  }
}

/** Whether a folder holds rendered manifests and nothing else, so that removing it loses nothing that somebody wrote. */
function isRendered(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.length > 0 && entries.every((entry) => entry.isFile() && entry.name.endsWith(FILE_ENDING));
}

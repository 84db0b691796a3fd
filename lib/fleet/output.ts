import {
  type Dirent,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isRenderedKustomization, KUSTOMIZATION_FILE } from '../gitops/kustomize';

/** The ending of every file of manifests that a synthesis writes. */
export const FILE_ENDING = '.k8s.yaml';

type Move = readonly [from: string, to: string];

/**
 * A rendered tree that takes the place of the previous one only when it is complete: a program that fails half-way leaves the
 * previous tree as it was.
 */
export class Output {
  private readonly staging: string;
  private readonly folders = new Set<string>();
  /** Whether folders of the previous tree are among the new ones, because they could not be moved back. */
  private holdsPrevious = false;

  constructor(private readonly outdir: string) {
    mkdirSync(dirname(outdir), { recursive: true });
    this.staging = mkdtempSync(`${outdir}.partial-`);
  }

  /** Adds a folder with its files, by their path in it. */
  addFolder(folder: string, files: ReadonlyMap<string, string>): void {
    mkdirSync(join(this.staging, folder));
    for (const [file, content] of files) {
      const path = join(this.staging, folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    this.folders.add(folder);
  }

  /**
   * Puts the new folders in place. Where that fails half-way, it puts everything back first.
   *
   * @param others what becomes of folders that an earlier synthesis rendered and this one did not: they are removed, or kept
   * @returns the folders removed
   */
  commit(others: 'remove' | 'keep'): string[] {
    mkdirSync(this.outdir, { recursive: true });
    const present = readdirSync(this.outdir, { withFileTypes: true });
    const replaced = present.map(({ name }) => name).filter((name) => this.folders.has(name));
    const removed = present
      .filter((entry) => others === 'remove' && entry.isDirectory() && !this.folders.has(entry.name))
      .map((entry) => entry.name)
      .filter((folder) => isRendered(join(this.outdir, folder)));
    const previous = mkdtempSync(join(this.staging, '.previous-'));
    this.move([
      ...[...replaced, ...removed].map((name): Move => [join(this.outdir, name), join(previous, name)]),
      ...[...this.folders].map((name): Move => [join(this.staging, name), join(this.outdir, name)]),
    ]);
    this.discard();
    return removed;
  }

  /** Forgets what was added. */
  discard(): void {
    if (!this.holdsPrevious && existsSync(this.staging)) rmSync(this.staging, { recursive: true });
  }

  /** Moves one after the other, and all of them back when one fails. */
  private move(moves: readonly Move[]): void {
    const done: Move[] = [];
    try {
      for (const move of moves) {
        renameSync(...move);
        done.unshift(move);
      }
    } catch (error) {
      this.holdsPrevious = true;
      for (const [from, to] of done) renameSync(to, from);
      this.holdsPrevious = false;
      throw error;
    }
  }
}

/** Whether a folder holds rendered files and nothing else, so that removing it loses nothing that somebody wrote. */
function isRendered(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.length > 0 && entries.every((entry) => isRenderedEntry(entry, join(folder, entry.name)));
}

function isRenderedEntry(entry: Dirent, path: string): boolean {
  if (entry.isDirectory()) return isRendered(path);
  if (!entry.isFile()) return false;
  if (entry.name === KUSTOMIZATION_FILE) return isRenderedKustomization(readFileSync(path, 'utf8'));
  return entry.name.endsWith(FILE_ENDING);
}

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { repeated } from './htpasswd-file';
import { refuse, refuseAny } from './problem';

/** A file to write, whole. */
export interface OutputFile {
  /** Absolute. */
  readonly path: string;
  readonly content: string;
  /** Secret files are readable by their owner alone. */
  readonly secret: boolean;
}

/** Writes all of the files or none. What exists is replaced only when told, and then a link itself, never what it points to. */
export function writeFiles(files: readonly OutputFile[], force: boolean): void {
  const paths = files.map(({ path }) => path);
  refuseAny([
    ...repeated(paths).map((path) => `${path} would be two files in one. Name another`),
    ...paths.map((path) => existingProblem(path, force)),
  ]);
  const folders: string[] = [];
  const leftovers: string[] = [];
  const undo: (() => void)[] = [];
  try {
    const staged = files.map((file) => {
      folders.push(...makeFolder(dirname(file.path)));
      const temporary = besides(file.path);
      leftovers.push(temporary);
      stage(file, temporary);
      return { path: file.path, temporary };
    });
    for (const { path, temporary } of staged) {
      if (force) replace(path, temporary, leftovers, undo);
      else add(path, temporary, undo);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    remove(leftovers);
    for (const folder of folders.reverse()) removeFolder(folder);
    throw error;
  }
  remove(leftovers);
}

function remove(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

function existingProblem(path: string, force: boolean): string | undefined {
  const existing = lstatSync(path, { throwIfNoEntry: false });
  if (existing === undefined) return undefined;
  if (existing.isDirectory()) return `${path} is a folder. Name a file`;
  return force ? undefined : `${path} exists already. Remove it, write elsewhere, or replace it with --force`;
}

/** Makes a folder and those above it; returns the ones that were not there, the outermost first. */
function makeFolder(path: string): string[] {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return [];
  const above = makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
  return [...above, path];
}

function stage({ path, content, secret }: OutputFile, temporary: string): void {
  const file = openSync(temporary, 'wx', 0o600);
  try {
    fchmodSync(file, secret ? 0o600 : 0o644);
    if (secret && process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0) {
      refuse(`The file system of ${path} shows every file to other users. Write to one that keeps file modes`);
    }
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a staged file where none is. A link, unlike a rename, fails when somebody else made the file in the meantime. */
function add(path: string, temporary: string, undo: (() => void)[]): void {
  linkSync(temporary, path);
  undo.push(() => rmSync(path, { force: true }));
}

/** Puts a staged file in its place. What was there is kept aside until every file is in place. */
function replace(path: string, temporary: string, leftovers: string[], undo: (() => void)[]): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    add(path, temporary, undo);
    return;
  }
  const backup = besides(path);
  renameSync(path, backup);
  undo.push(() => renameSync(backup, path));
  renameSync(temporary, path);
  leftovers.push(backup);
}

/** Removes a folder that was made for nothing; one that somebody else uses by now stays. */
function removeFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {}
}

function besides(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
}

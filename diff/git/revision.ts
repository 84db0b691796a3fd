import { nearest } from '../../lib/values/nearest';
import { NoSide } from '../side';
import { git, whyNoRepository } from './git';

/** What a revision holds at a path: `main:dist`. */
export interface Revision {
  /** As the command line has it, with its path. */
  readonly name: string;
  readonly id: string;
  readonly isFolder: boolean;
}

/** `main`, `HEAD~1:dist`, `:/words`; the times in `main@{12:00}:dist` have colons of their own. */
const REVISION = /^((?:@\{[^}]*\}|[^:])+)(?::(.*))?$/s;

/** The revision and the path of an argument such as `main:dist`. A path of `undefined` is not given, and an empty one is the root. */
export function splitRevision(argument: string): { readonly revision: string; readonly path?: string } | undefined {
  const [, revision, path] = REVISION.exec(argument) ?? [];
  // What begins with a dash would be an option of git.
  if (revision === undefined || revision.startsWith('-') || /[\0\n]/.test(argument)) return undefined;
  return { revision, path };
}

/** Makes sure that there is a revision of that name. */
export function requireRevision(revision: string): void {
  const why = whyNoRepository();
  if (why !== undefined) throw new NoSide(`is not there, nor a revision: ${why}`);
  if (git('rev-parse', '--verify', '--quiet', `${revision}^{tree}`) === undefined) {
    throw new NoSide(`is neither a file or folder here nor a revision${hint(revision)}`);
  }
}

/** Finds what is at a path of a revision. The path is one from the repository's root, or from here if it begins with `./`. */
export function findRevision(revision: string, path: string): Revision {
  const name = `${revision}:${path}`;
  const id = git('rev-parse', '--verify', '--quiet', name.replace(/\/$/, ''))?.trim();
  if (id === undefined) throw new NoSide(`${revision} has no ${path}${otherPath(revision, path)}`);
  return { name, id, isFolder: git('cat-file', '-t', id)?.trim() === 'tree' };
}

function hint(revision: string): string {
  const names = (git('for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes') ?? '')
    .split('\n')
    .filter(Boolean);
  const remote = names.find((name) => name.endsWith(`/${revision}`));
  const near = remote ?? nearest(revision, names)[0];
  const shallow = git('rev-parse', '--is-shallow-repository')?.trim() === 'true';
  return [
    near === undefined ? '' : `. Did you mean ${near}?`,
    shallow
      ? '. This clone lacks older commits: have CI fetch them all (fetch-depth: 0 of actions/checkout), or run git fetch --unshallow'
      : '',
  ].join('');
}

function otherPath(revision: string, path: string): string {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const entries =
    git('ls-tree', '-z', '--name-only', '--full-tree', `${revision}:${folder}`)?.split('\0').filter(Boolean) ?? [];
  const [near] = nearest(path.slice(folder.length), entries);
  if (near !== undefined) return `. Did you mean ${revision}:${folder}${near}?`;
  if (!/^\.{0,2}\//.test(path) && git('rev-parse', '--verify', '--quiet', `${revision}:./${path}`) !== undefined) {
    return `: paths begin at the root of the repository. Write ${revision}:./${path}`;
  }
  return '';
}

import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { InputProblem } from '../reading/input';
import { whyUnreadable } from '../reading/read-file';
import { folderSide } from './folder-side';
import { git } from './git/git';
import { gitSide } from './git/git-side';
import { findRevision, requireRevision, splitRevision } from './git/revision';
import { projectHere } from './project';
import { NoSide, type Side } from './side';
import { STANDARD_INPUT, standardInputSide } from './standard-input-side';
import { synthSide } from './synth-side';

/** What the command line names. */
export interface SideArguments {
  /** @default - what is committed of the folder that the project renders into */
  readonly base?: string;
  /** @default - a fresh synth of the project */
  readonly head?: string;
}

/** The two sides, or everything that keeps them from being compared. */
export interface OpenedSides {
  /** @default - it is not to be had */
  readonly base?: Side;
  /** @default - it is not to be had */
  readonly head?: Side;
  readonly problems: readonly InputProblem[];
}

/** The sides as a report names them. */
export function sideNames({ base, head }: SideArguments): { readonly base: string; readonly head: string } {
  return { base: base ?? 'HEAD', head: head ?? 'a fresh synth' };
}

export async function openSides({ base, head }: SideArguments, read: () => Promise<Buffer>): Promise<OpenedSides> {
  if (base === STANDARD_INPUT && head === STANDARD_INPUT) {
    return { problems: [{ file: STANDARD_INPUT, message: 'standard input can be one side, not both' }] };
  }
  const names = sideNames({ base, head });
  const problems: InputProblem[] = [];
  const open = async (name: string, side: () => Side | Promise<Side>) => {
    try {
      const opened = await side();
      if (opened.files.length === 0 && opened.problems.length === 0) {
        await opened.close();
        throw new NoSide('holds no file of YAML or JSON');
      }
      return opened;
    } catch (error) {
      if (!(error instanceof NoSide)) throw error;
      problems.push({ file: name, message: error.message });
      return undefined;
    }
  };
  const [before, after] = [
    await open(names.base, () =>
      base === undefined ? revisionSide('HEAD', undefined, head) : named(base, head, read),
    ),
    await open(names.head, () => (head === undefined ? freshSynth() : named(head, base, read))),
  ];
  if (before && after) return { base: before, head: after, problems };
  await Promise.all([before?.close(), after?.close()]);
  return { problems };
}

function freshSynth(): Promise<Side> {
  const project = projectHere();
  if (!project) throw new NoSide('there is no cdk8s.yaml here to render with: name both sides to compare');
  return synthSide(project);
}

/** A path that is there is what is meant; anything else is a revision. */
function named(argument: string, other: string | undefined, read: () => Promise<Buffer>): Side | Promise<Side> {
  if (argument === STANDARD_INPUT) return standardInputSide(read);
  if (argument === '') throw new NoSide('is empty: write a path or a revision');
  if (existsSync(argument)) {
    try {
      return folderSide(argument);
    } catch (error) {
      throw new NoSide(whyUnreadable(error));
    }
  }
  const found = splitRevision(argument);
  if (!found || /^\.{0,2}\//.test(argument)) throw new NoSide('is not there');
  return revisionSide(found.revision, found.path, other);
}

function revisionSide(revision: string, path: string | undefined, other: string | undefined): Side {
  requireRevision(revision);
  return gitSide(findRevision(revision, path ?? folderFor(revision, other)));
}

/** The folder of a revision that is given without one: that of the other side, or else the one that the project renders into. */
function folderFor(revision: string, other: string | undefined): string {
  const project = projectHere();
  const ofOther = other === undefined ? undefined : folderOf(other);
  if (ofOther !== undefined) return ofOther;
  if (project) return `./${project.output}`;
  throw new NoSide(
    `is a revision, and which folder of it is not known without a cdk8s.yaml: write ${revision}:manifests`,
  );
}

/** Where a side is in the repository, from its root; `undefined` where that is nowhere. */
function folderOf(side: string): string | undefined {
  if (side === STANDARD_INPUT) return undefined;
  if (!existsSync(side)) return splitRevision(side)?.path;
  const root = git('rev-parse', '--show-toplevel')?.replace(/\n$/, '');
  if (root === undefined) return undefined;
  const path = relative(realpathSync(root), realpathSync(resolve(side)));
  return path === '' || path.startsWith('..') ? undefined : path.split(sep).join('/');
}

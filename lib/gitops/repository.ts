import { posix } from 'node:path';
import type { Problem } from '../validation/problem';

/** Where the rendered folders are in Git. */
export interface RenderedFolders {
  /** The output folder, below the root of the repository; `.` is the root itself. @default 'dist' */
  readonly path?: string;
}

/** A cluster's folder in the repository: `dist/hub`. */
export function folderOf({ path = 'dist' }: RenderedFolders, ...parts: readonly string[]): string {
  return posix.join(path, ...parts);
}

/** What is wrong with the path of the rendered folders. */
export function pathProblems({ path = 'dist' }: RenderedFolders): Problem[] {
  if (/^[-\w.]+(\/[-\w.]+)*\/?$/.test(path) && !path.split('/').includes('..')) return [];
  return [
    {
      rule: 'THANOS-702',
      what: `path "${path}" is no folder of the repository`,
      fix: "Write where fleet.synth() writes to, from the root of the repository: 'dist', or '.' for the root itself",
    },
  ];
}

/** What is wrong with the address of a repository. `scp` says whether the tool reads `git@github.com:…`. */
export function addressProblems(repoUrl: string, { scp }: { readonly scp: boolean }): Problem[] {
  if (/^[-\w.]+@[-\w.]+:[-\w./~]+$/.test(repoUrl)) return scp ? [] : [unread(repoUrl, 'ssh://git@HOST/PATH')];
  const url = URL.canParse(repoUrl) ? new URL(repoUrl) : undefined;
  if (!url || !['https:', 'http:', 'ssh:'].includes(url.protocol) || url.hostname === '') {
    // What cannot be taken apart may have a password in it.
    const shown = repoUrl.includes('@') ? undefined : repoUrl;
    return [unread(shown, `https://HOST/PATH or ssh://git@HOST/PATH${scp ? ' or git@HOST:PATH' : ''}`)];
  }
  const { protocol, host, pathname, password, username, search } = url;
  const named = protocol !== 'ssh:' && username !== '';
  if (password === '' && search === '' && !named) return [];
  return [
    {
      rule: 'THANOS-700',
      what: `repoUrl has ${search === '' ? 'a user name or a password' : 'a query'} in it: whoever reads the repository reads that too, and a token can be either`,
      fix: `Write ${protocol}//${protocol === 'ssh:' ? 'git@' : ''}${host}${pathname}, and give the credentials to the tool as a Secret`,
    },
  ];
}

function unread(repoUrl: string | undefined, form: string): Problem {
  return {
    rule: 'THANOS-701',
    what: `repoUrl${repoUrl === undefined ? '' : ` "${repoUrl}"`} is no address of a repository that the tool reads`,
    fix: `Write ${form}`,
  };
}

/** What is wrong with a branch, tag or commit. */
export function revisionProblems(option: string, revision: string): Problem[] {
  if (/^[^\s{}]+$/.test(revision) && !revision.startsWith('-')) return [];
  return [
    {
      rule: 'THANOS-701',
      what: `${option} "${revision}" is no branch, tag or commit of Git`,
      fix: `Write one, for example 'main', or leave ${option} out`,
    },
  ];
}

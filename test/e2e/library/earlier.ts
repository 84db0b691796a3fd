import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Library } from '../cluster/manifests';
import { messageOf, UsageProblem } from '../problem';

/** Where nothing was released yet, the earlier version is the one of so many changes of `lib/` ago. */
const CHANGES_AGO = 20;

/** The library as it was, built in a folder of its own from what the repository has of it. */
export class EarlierLibrary {
  private constructor(
    /** What was asked for, or what was found. */
    readonly revision: string,
    readonly library: Library,
    private readonly folder: string,
  ) {}

  /**
   * Builds a revision with the packages that are installed: nothing is downloaded.
   *
   * @param root of the repository
   * @param wanted a tag, a branch or a commit; without it, the latest release that HEAD comes after
   */
  static build(root: string, wanted?: string): EarlierLibrary {
    const revision = wanted ?? earlierRevision(root);
    const commit = commitOf(root, revision);
    const folder = mkdtempSync(join(tmpdir(), 'e2e-library-'));
    try {
      const archive = execFileSync('git', ['archive', commit], { cwd: root, stdio: 'pipe', maxBuffer: 1 << 30 });
      execFileSync('tar', ['-x', '-C', folder], { input: archive, stdio: 'pipe' });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      execFileSync(process.execPath, [compiler, '--project', folder], { stdio: 'pipe', encoding: 'utf8' });
      const library: Library = createRequire(__filename)(join(folder, 'build', 'lib', 'index.js'));
      return new EarlierLibrary(wanted ?? `${revision.slice(0, 12)}`, library, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      const output = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : '';
      throw new UsageProblem([
        `The library of revision ${revision} cannot be built: ${messageOf(error).trim()}\n${output}`.trim(),
        'Name another one that the packages of package-lock.json can build: --upgrade-from REVISION',
      ]);
    }
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The latest release before this one, or the state of a while ago where there is none. */
export function earlierRevision(root: string): string {
  const head = git(root, 'rev-parse', 'HEAD').trim();
  // Where HEAD itself is a release, it is the one before.
  const releases = git(root, 'tag', '--list', 'v*', '--merged', head, '--no-contains', head, '--sort=-version:refname');
  const [release] = releases.split('\n');
  if (release) return release;
  const changes = git(root, 'rev-list', '--first-parent', `--max-count=${CHANGES_AGO + 1}`, head, '--', 'lib');
  const oldest = changes.trim().split('\n').at(-1);
  if (oldest && oldest !== head) return oldest;
  throw new UsageProblem([
    'This clone has no earlier version to upgrade from: fetch its history, git fetch --unshallow --tags, or name one, --upgrade-from REVISION',
  ]);
}

function commitOf(root: string, revision: string): string {
  try {
    return git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).trim();
  } catch {
    throw new UsageProblem([`--upgrade-from: this clone has no revision "${revision}"`]);
  }
}

function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
}

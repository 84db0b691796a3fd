import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { UsageProblem } from '../problem';
import { EarlierLibrary, earlierRevision } from './earlier';

describe('The version that upgrades start from', () => {
  const folders: string[] = [];
  let root = '';

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const commit = (file: string, text: string) => {
    writeFileSync(join(root, file), text);
    git('add', '.');
    git('commit', '--quiet', `--message=${text}`);
    return git('rev-parse', 'HEAD');
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earlier-'));
    folders.push(root);
    mkdirSync(join(root, 'lib'));
    git('init', '--quiet');
  });
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('is the latest release that HEAD comes after, by version and not by date', () => {
    commit('lib/a', 'one');
    git('tag', 'v0.10.0');
    git('tag', 'v0.9.0');
    commit('lib/a', 'two');
    git('tag', 'v0.11.0');
    assert.equal(earlierRevision(root), 'v0.10.0');
  });

  it('is a state of a while ago as long as there is no release', () => {
    const first = commit('lib/a', 'first');
    commit('README', 'of the library nothing changed');
    const changes = Array.from({ length: 20 }, (_, index) => commit('lib/a', `change ${index}`));
    assert.equal(earlierRevision(root), first);
    commit('lib/a', 'one more');
    assert.equal(earlierRevision(root), changes[0]);
  });

  it('is asked for where a clone has no history', () => {
    commit('lib/a', 'one');
    assert.throws(
      () => earlierRevision(root),
      (error) => error instanceof UsageProblem && /--unshallow/.test(error.message),
    );
  });

  it('is refused before anything is built where there is none of that name', () => {
    commit('lib/a', 'one');
    for (const name of ['nope', '--help']) {
      assert.throws(
        () => EarlierLibrary.build(root, name),
        (error) => error instanceof UsageProblem && error.message.includes(`"${name}"`),
      );
    }
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { destinationProblem } from '../../credentials/destination';
import { assertRefused, credentials, temporaryFolder } from './command';

/** A repository that ignores the folder `private` and files that end in `.secret`. */
function repository(): string {
  const root = temporaryFolder();
  execFileSync('git', ['init', '--quiet', root], { stdio: 'ignore' });
  writeFileSync(join(root, '.gitignore'), 'private/\n*.secret\n');
  return root;
}

const EVERYTHING = ['--generate', '--out'];

describe('where secrets go', () => {
  it('is anywhere outside of a repository', async () => {
    assert.equal((await credentials([...EVERYTHING, join(temporaryFolder(), 'a', 'b')])).code, 0);
  });

  it('is never where git would track them', async () => {
    const root = repository();
    for (const path of [root, join(root, 'new', 'folder'), join(root, 'private', '..', 'public')]) {
      await assertRefused([...EVERYTHING, path], /would track it/);
    }
    await assertRefused(['--generate', '--password-out', join(root, 'password')], /would track it/);
    assert.deepEqual(readdirSync(root).sort(), ['.git', '.gitignore']);
  });

  it('may be a folder or a file that git ignores', async () => {
    const root = repository();
    const args = [...EVERYTHING, join(root, 'private', 'new'), '--password-out', join(root, 'password.secret')];
    assert.equal((await credentials(args)).code, 0);
    assert.equal(execFileSync('git', ['-C', root, 'status', '--porcelain'], { encoding: 'utf8' }), '?? .gitignore\n');
  });

  it('is not a file that git tracks in spite of its ignore rules', async () => {
    const root = repository();
    writeFileSync(join(root, 'password.secret'), '');
    execFileSync('git', ['-C', root, 'add', '--force', 'password.secret']);
    await assertRefused(['--generate', '--force', '--password-out', join(root, 'password.secret')], /would track it/);
  });

  it('is judged by where links lead', async () => {
    const root = repository();
    const outside = temporaryFolder();
    mkdirSync(join(root, 'tracked'));
    symlinkSync(join(root, 'tracked'), join(outside, 'into'));
    await assertRefused([...EVERYTHING, join(outside, 'into')], /would track it/);
    await assertRefused([...EVERYTHING, join(outside, 'into', 'new')], /would track it/);
    symlinkSync(outside, join(root, 'out-of'));
    assert.equal((await credentials([...EVERYTHING, join(root, 'out-of', 'new')])).code, 0);
    symlinkSync(join(root, 'nowhere'), join(outside, 'dangling'));
    await assertRefused([...EVERYTHING, join(outside, 'dangling')], /leads nowhere/);
  });

  it('is never an output folder, ignored or not', async () => {
    const root = temporaryFolder();
    for (const path of ['dist', 'dist/hub', 'a/dist/b']) {
      await assertRefused([...EVERYTHING, join(root, path)], /output folder/);
      assert.ok(!existsSync(join(root, path)));
    }
    assert.equal(destinationProblem(join(root, 'dist.txt')), undefined);
    assert.match(destinationProblem(join(root, 'rendered', 'x'), join(root, 'rendered')) ?? '', /output folder/);
    assert.equal(destinationProblem(join(root, 'rendered-not', 'x'), join(root, 'rendered')), undefined);
  });

  it('is not the folder of git itself', async () => {
    await assertRefused([...EVERYTHING, join(repository(), '.git', 'secrets')], /lies in the git repository/);
  });

  it('is refused where git cannot answer', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.git'), 'gitdir: /nowhere');
    await assertRefused([...EVERYTHING, join(root, 'x')], /git did not say/);
  });

  describe('with the variables of a git hook', () => {
    const previous = process.env['GIT_DIR'];
    before(() => {
      process.env['GIT_DIR'] = '/nowhere';
    });
    after(() => {
      if (previous === undefined) delete process.env['GIT_DIR'];
      else process.env['GIT_DIR'] = previous;
    });

    it('is judged by the repository that it lies in', () => {
      const root = temporaryFolder();
      execFileSync('git', ['init', '--quiet', root], {
        stdio: 'ignore',
        env: { ...process.env, GIT_DIR: join(root, '.git') },
      });
      assert.match(destinationProblem(join(root, 'x')) ?? '', /would track it/);
    });
  });
});

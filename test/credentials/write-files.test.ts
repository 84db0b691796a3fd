import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writeFiles } from '../../credentials/write-files';
import { temporaryFolder } from './command';

const file = (folder: string, name: string, content = name) => ({ path: join(folder, name), content, secret: true });

describe('writing files', () => {
  it('replaces nothing unless told', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'b'), 'mine');
    assert.throws(() => writeFiles([file(folder, 'a'), file(folder, 'b')], false), /b exists already/);
    assert.deepEqual(readdirSync(folder), ['b']);
    assert.equal(readFileSync(join(folder, 'b'), 'utf8'), 'mine');
  });

  it('replaces whole files when told, and makes them private', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), 'a much longer text than the new one');
    chmodSync(join(folder, 'a'), 0o666);
    writeFiles([file(folder, 'a')], true);
    assert.deepEqual(readdirSync(folder), ['a']);
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'a');
    assert.equal(statSync(join(folder, 'a')).mode & 0o777, 0o600);
  });

  it('replaces a link and never what it points to', () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'public');
    writeFileSync(elsewhere, 'public');
    symlinkSync(elsewhere, join(folder, 'a'));
    assert.throws(() => writeFiles([file(folder, 'a')], false), /exists already/);
    writeFiles([file(folder, 'a')], true);
    assert.ok(lstatSync(join(folder, 'a')).isFile());
    assert.equal(readFileSync(elsewhere, 'utf8'), 'public');
  });

  it('leaves everything as it was when one file fails', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), 'old');
    writeFileSync(join(folder, 'blocked'), 'no folder');
    const files = [
      file(folder, 'a', 'new'),
      file(join(folder, 'new', 'deep'), 'b'),
      file(join(folder, 'blocked'), 'c'),
    ];
    assert.throws(() => writeFiles(files, true));
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'blocked']);
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'old');
  });

  it('puts back what it replaced when a later file fails', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), 'old');
    // The folder of the second file goes away while the third is written.
    const vanishing = {
      ...file(folder, 'c'),
      get content() {
        rmSync(join(folder, 'new'), { recursive: true });
        return 'c';
      },
    };
    const files = [file(folder, 'a', 'new'), file(join(folder, 'new'), 'b'), vanishing];
    assert.throws(() => writeFiles(files, true), /ENOENT/);
    assert.equal(readFileSync(join(folder, 'a'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['a']);
  });

  it('does not replace a file that somebody made in the meantime', () => {
    const folder = temporaryFolder();
    const contested = {
      ...file(folder, 'b'),
      get content() {
        writeFileSync(join(folder, 'b'), 'theirs');
        return 'ours';
      },
    };
    assert.throws(() => writeFiles([file(folder, 'a'), contested], false), /EEXIST/);
    assert.deepEqual(readdirSync(folder), ['b']);
    assert.equal(readFileSync(join(folder, 'b'), 'utf8'), 'theirs');
  });

  it('refuses two files of one name', () => {
    const folder = temporaryFolder();
    assert.throws(() => writeFiles([file(folder, 'a'), file(folder, 'a')], true), /two files in one/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('does not take a folder for a file', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    assert.throws(() => writeFiles([file(folder, 'a')], true), /is a folder/);
  });
});

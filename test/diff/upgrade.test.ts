import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { levelOf } from '../../lib/diff/catalogue';
import { judge } from './compare';

const folder = join(__dirname, '..', '..', '..', 'dist', 'playground');
const before = readdirSync(folder)
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n---\n');
const version = /thanos:v(\d+\.\d+)\.(\d+)/.exec(before);
const [, minor = '', patch = ''] = version ?? [];

describe('The next patch of Thanos', () => {
  const after = before.replaceAll(`${minor}.${patch}`, `${minor}.${Number(patch) + 1}`);
  const objects = judge({ before, after });

  it('is found', () => assert.ok(version && objects.length > 0));

  it('makes the pods of each workload anew, and does nothing worse', () => {
    const workloads = objects.filter(({ level }) => level === 'restart').map(({ object }) => object.kind);
    assert.ok(workloads.length >= 5);
    assert.deepEqual(
      objects.filter(({ level }) => level === 'replace' || level === 'data').map(({ object }) => object.metadata.name),
      [],
    );
  });

  it('says of images and labels no more than that pods roll', () => {
    const codes = new Set(
      objects
        .flatMap(({ fields }) => fields)
        .filter(({ level }) => level === 'restart')
        .flatMap(({ code, also }) => [code, ...also.map((each) => each.code)])
        .filter((code) => levelOf(code) === 'restart'),
    );
    assert.deepEqual(
      [...codes].filter((code) => code !== 'DIFF-101' && code !== 'DIFF-103'),
      [],
    );
  });
});

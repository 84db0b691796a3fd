import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigReader } from '../../lib/manifests/config-reader';

const read = (content: string) => new ConfigReader().read(content);

describe('A configuration file', () => {
  it('is read as YAML, the first document of several, and nothing where it is empty', () => {
    assert.deepEqual(read('a: 1'), { a: 1 });
    assert.deepEqual(read('---\na: 1\n---\nb: 2'), { a: 1 });
    assert.equal(read('# nothing'), null);
  });

  it('is not known where any of it is no YAML, or a key is there twice', () => {
    for (const broken of ['a: [1\nb: 2', 'a: 1\na: 2', '}', 'a: *b']) assert.equal(read(broken), undefined, broken);
  });
});

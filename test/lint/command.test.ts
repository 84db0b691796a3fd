import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { configMap, folderOf } from './setup';

const main = join(__dirname, '..', '..', 'cli', 'main.js');

describe('The command line of lint', () => {
  const run = (args: readonly string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'lint', ...args], {
      encoding: 'utf8',
      input,
    });
    return { status, stdout, stderr };
  };

  it('ends with the code that scripts ask for', () => {
    assert.deepEqual(run(['-'], configMap('a')), {
      status: 0,
      stdout: '0 errors and 0 warnings in 1 object.\n',
      stderr: '',
    });
    assert.equal(run(['-'], `${configMap('a')}---\n${configMap('a')}`).status, 1);
    assert.equal(run(['-'], 'a: [').status, 2);
  });

  it('ends with 2 when it is asked wrongly', () => {
    assert.match(run([]).stderr, /missing required argument/);
    assert.equal(run([]).status, 2);
    assert.equal(run(['--output=xml', folderOf({})]).status, 2);
    assert.equal(run(['--fix', '-']).status, 2);
  });
});

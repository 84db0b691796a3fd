import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = join(__dirname, '..', '..', '..');

describe('loading', () => {
  it('the command costs nothing until it runs: no htpasswd, no yaml, no commander', () => {
    const script = `const { Command } = require('commander');
      const before = new Set(Object.keys(require.cache));
      require('./build/credentials/cli.js').registerCredentials(new Command());
      console.log(Object.keys(require.cache).filter((file) => !before.has(file)).join('\\n'));`;
    const loaded = execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    assert.ok(loaded.length > 0);
    for (const file of loaded) assert.match(file, /build.credentials.[-a-z]+\.js$/);
  });

  it('the library knows nothing of it', () => {
    const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    assert.ok(files.length > 0);
    for (const name of files)
      assert.doesNotMatch(readFileSync(join(ROOT, 'lib', name), 'utf8'), /credentials\/|htpasswd'/);
  });
});

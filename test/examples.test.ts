import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { tree } from './fleet/setup';

const root = join(__dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'main.ts')),
);

describe('The examples', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'examples-'));
  after(() => rmSync(temporary, { recursive: true }));

  it('exist', () => assert.ok(examples.length >= 3));

  for (const name of examples) {
    it(`${name} renders its dist, byte for byte, without a warning`, () => {
      const outdir = join(temporary, name);
      const run = spawnSync(process.execPath, [join(root, 'build', 'examples', name, 'main.js')], {
        encoding: 'utf8',
        env: { ...process.env, CDK8S_OUTDIR: outdir },
      });
      assert.equal(run.stderr, '');
      assert.equal(run.status, 0);
      const [rendered, committed] = [tree(outdir), tree(join(root, 'examples', name, 'dist'))];
      assert.deepEqual(Object.keys(rendered), Object.keys(committed));
      for (const [file, content] of Object.entries(rendered)) {
        assert.equal(content, committed[file], `${file} is not what main.ts renders: npm run examples ${name}`);
      }
    });

    it(`${name} is listed and described`, () => {
      assert.ok(existsSync(join(root, 'examples', name, 'README.md')));
      assert.match(readFileSync(join(root, 'examples', 'README.md'), 'utf8'), new RegExp(`\\(${name}\\)`));
    });
  }
});

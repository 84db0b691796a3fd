import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadFleet } from '../../azure/load-fleet';
import { source } from './setup';

const directory = mkdtempSync(join(tmpdir(), 'azure-roles-'));
after(() => rmSync(directory, { recursive: true }));
// What loading leaves behind is then seen here, whoever else uses the machine's temporary folder.
process.env['TMPDIR'] = directory;

/** A compiled main.ts. */
function main(name: string, text: string): string {
  const file = join(directory, `${name}.js`);
  writeFileSync(file, `const test = require(${JSON.stringify(join(__dirname, 'fleet.js'))});\n${text}\n`);
  return file;
}

describe('The fleet of a compiled main.ts', () => {
  it('is read although main.ts synthesises, without a manifest, a word or a file left behind', async () => {
    const file = main('article', 'exports.fleet = test.articleFleet();\nexports.fleet.synth();');
    assert.deepEqual(await loadFleet(file), { ...source, clusters: ['playground', 'edge'] });
    assert.deepEqual(readdirSync(directory), ['article.js']);
  });

  const mistakes: [string, string, RegExp][] = [
    ['no fleet', '', /exports no fleet. Write: export const fleet = new Fleet\(\)/],
    ['an exception', "throw new TypeError('oh no');", /does not run: TypeError: oh no\n +at .*an exception.js:2/],
    ['an exit', "console.error('bye'); process.exit(3);", /ended with exit code 3: bye/],
    [
      'a mistake',
      "exports.fleet = test.articleFleet(); exports.fleet.addCluster('X!'); exports.fleet.synth();",
      /^(?!.*does not run).*cluster name "X!" is no folder/s,
    ],
    [
      'a mistake, and no synth()',
      "exports.fleet = test.articleFleet(); exports.fleet.addCluster('X!');",
      /does not validate: X!\/.*cluster name "X!" is no folder/s,
    ],
  ];
  for (const [mistake, text, message] of mistakes) {
    it(`is refused with ${mistake} in main.ts`, async () => {
      await assert.rejects(loadFleet(main(mistake, text)), (error) => {
        assert.ok(error instanceof Error && 'exitCode' in error);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('is refused when it is not compiled', async () => {
    await assert.rejects(loadFleet(join(directory, 'none.js')), /There is no .*none.js.*npx tsc/s);
  });
});

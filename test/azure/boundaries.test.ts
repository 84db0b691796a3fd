import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const build = join(__dirname, '..', '..');

/** Every module that the compiled files of a folder load, at once or later. */
function imports(folder: string): string[] {
  const files = readdirSync(join(build, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.js$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(build, folder, file), 'utf8');
    return [...text.matchAll(/(?:require|import)\(["'](.+?)["']\)/g)].map(([, name]) => name ?? '');
  });
}

it('Who only imports constructs loads nothing of the Azure command', () => {
  const loaded = imports('lib');
  assert.ok(loaded.includes('cdk8s'));
  assert.deepEqual(
    loaded.filter((name) => /azure\/(?!blob)|@azure|commander|p-map|\/cli\//.test(name) && !name.startsWith('./')),
    [],
  );
});

it('The command starts without the SDKs, and loads them when it needs them', () => {
  const files = ['azure', 'cli'].flatMap(imports).filter((name) => name.startsWith('@azure'));
  assert.deepEqual([...new Set(files)].sort(), ['@azure/arm-authorization', '@azure/identity']);
  const text =
    readFileSync(join(build, 'azure', 'arm.js'), 'utf8') + readFileSync(join(build, 'azure', 'credential.js'), 'utf8');
  assert.equal(/require\(["']@azure/.test(text), false);
});

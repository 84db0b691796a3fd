// Renders examples/ again: `node scripts/examples.mjs [NAME…]`, all of them without a name. A test compares what they render with
// examples/*/dist.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const all = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'main.ts')));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No example is called ${unknown.join(', ')}. There are ${all.join(', ')}`);
  process.exit(1);
}

const manifest = require.resolve('typescript/package.json');
run([resolve(dirname(manifest), require(manifest).bin.tsc), '-p', 'examples']);
for (const name of wanted.length > 0 ? wanted : all) {
  run([join('build', 'examples', name, 'main.js')], { CDK8S_OUTDIR: join('examples', name, 'dist') });
}

function run(args, environment = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(1);
}

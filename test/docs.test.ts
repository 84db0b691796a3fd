import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(__dirname, '..', '..');
const folder = join(root, 'build', 'docs');

/** Every TypeScript example of a page, as a program of its own. */
function examples(page: string): string[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
}

/** The files that a page shows for its examples: YAML whose first line is a comment with the file's name. */
function files(page: string): [string, string][] {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^```yaml\n# (\S+\.yaml)\n(.*?)^```$/gms);
  return [...blocks].map(([, name = '', content = '']) => [name, content]);
}

describe('The TypeScript examples of the documentation', () => {
  const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((page) => join('docs', page))].filter(
    (page) => page.endsWith('.md') && existsSync(join(root, page)),
  );
  const programs = pages.flatMap((page) =>
    examples(page).map((source, index) => ({ name: `${page.replace(/\W+/g, '-')}-${index + 1}`, page, source })),
  );

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, source } of programs) writeFileSync(join(folder, `${name}.ts`), source);
  const compilerOptions = {
    incremental: false,
    declaration: false,
    sourceMap: false,
    rootDir: '.',
    outDir: '.',
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, files: [], include: ['*.ts'], exclude: [] }),
  );

  it('exist', () => assert.ok(programs.length >= 4));

  it('compile against the package as users import it', () => {
    const tsc = spawnSync(
      process.execPath,
      [require.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '-p', folder],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(tsc.stdout, '');
    assert.equal(tsc.status, 0);
    for (const { name } of programs) assert.ok(existsSync(join(folder, `${name}.js`)), `${name} was not compiled`);
  });

  for (const { name, page } of programs) {
    it(`run: ${page}, ${name}`, () => {
      const outdir = join(folder, `${name}.out`);
      const cwd = join(folder, `${name}.in`);
      mkdirSync(cwd);
      for (const [file, content] of files(page)) writeFileSync(join(cwd, file), content);
      const run = spawnSync(process.execPath, [join(folder, `${name}.js`)], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, CDK8S_OUTDIR: outdir },
      });
      assert.equal(run.stderr, '');
      assert.equal(run.status, 0);
    });
  }
});

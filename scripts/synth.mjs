// What runs between a save in main.ts and the YAML: type-checks and compiles into build/ (only what changed), then runs main.ts in
// this very process. `cdk8s synth` starts it as the app of cdk8s.yaml, and `npm run synth` starts it alone. bench/startup.mjs
// measures it against other ways.
//
// cdk8s swallows what its app prints to stdout, so everything that somebody has to read goes to stderr.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(join(root, 'main.js'));

const json = readArguments().json;
Error.stackTraceLimit = 100;
process.on('uncaughtException', (error) => {
  // The fleet has printed its problems as JSON by itself.
  if (json && isConfigurationError(error)) process.exit(1);
  fail(describe(error));
});

const outdir = process.env['CDK8S_OUTDIR'] ?? 'dist';
const before = contents(outdir);
const checked = compile();
loadLibraries();
if (!(await checked)) process.exit(1);
let elsewhere = false;
process.on('exit', (code) => {
  if (code !== 0 || elsewhere || contents(outdir) !== before) return;
  fail(`main.ts ended, and nothing was rendered into ${outdir}. Does it call fleet.synth() at its end?`);
});
const main = await import(pathToFileURL(join(root, 'build', 'main.js')).href);
elsewhere = Object.values(main).some((value) => value?.outdir !== undefined && value.outdir !== outdir);

/** What follows `npm run synth --`. The fleet reads it from the environment, since main.ts makes the fleet. */
function readArguments() {
  const options = {
    json: { type: 'boolean', default: false },
    cluster: { type: 'string', multiple: true, default: [] },
  };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length > 0 && values.cluster.length === 0) throw new Error(`Unexpected '${positionals[0]}'`);
    if (values.json) process.env['CDK8S_THANOS_OUTPUT'] = 'json';
    // `--cluster a b` are two clusters, as are `--cluster a --cluster b`.
    const clusters = [...values.cluster, ...positionals].join(' ');
    if (clusters !== '') process.env['CDK8S_THANOS_CLUSTERS'] = clusters;
    return { json: process.env['CDK8S_THANOS_OUTPUT'] === 'json' };
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}. There are two options: --json, and --cluster NAME…`);
    return process.exit(1);
  }
}

/** Which files a folder holds, such that every rewrite shows. */
function contents(folder) {
  if (!existsSync(folder)) return '';
  const entries = ['.', ...readdirSync(folder, { recursive: true })];
  return entries
    .map((entry) => [entry, statSync(join(folder, entry))])
    .map(([entry, { ino, ctimeMs }]) => `${entry} ${ino} ${ctimeMs}`)
    .join('\n');
}

/** Whether the project compiles. Says why not. */
function compile() {
  const manifest = locate('typescript/package.json');
  const tsc = resolve(dirname(manifest), require(manifest).bin.tsc);
  const stdio = json ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
  const compiler = spawn(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, stdio });
  let said = '';
  for (const stream of [compiler.stdout, compiler.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
  return new Promise((done, reject) => {
    compiler.on('error', reject);
    compiler.on('close', (code) => (code !== 0 && json ? fail(said.trim()) : done(code === 0)));
  });
}

function locate(file) {
  try {
    return require.resolve(file);
  } catch {
    return fail(`${file.split('/')[0]} is not installed. Run npm ci first`);
  }
}

/** Loads the libraries that main.ts will ask for, while the compiler runs. */
function loadLibraries() {
  for (const library of ['cdk8s-plus-27', 'yaml']) require(locate(library));
}

function isConfigurationError(error) {
  return error instanceof Error && error.name === 'ConfigurationError' && Array.isArray(error.problems);
}

/** An error in words for the person who edits main.ts: where it happened and what it says, without a stack. */
function describe(error) {
  if (!(error instanceof Error)) return `main.ts threw ${String(error)}`;
  if (isConfigurationError(error) || error.message.startsWith('Validation failed with the following errors:'))
    return error.message;
  const [place, ...callers] = places(error);
  const main = callers.find((caller) => caller.startsWith('main.ts:'));
  const called = main && !place.startsWith('main.ts:') ? `\n  called at ${main}` : '';
  return `${place ?? 'main.ts'}: ${error.message}${called}`;
}

/** The places in this project that an error's stack passes, innermost first. */
function places(error) {
  return [...(error.stack ?? '').matchAll(/^ +at (?:.*\()?(.+):(\d+):(\d+)\)?$/gm)]
    .map(([, file, line, column]) => [
      file.startsWith('file:') ? fileURLToPath(file) : file,
      Number(line),
      Number(column),
    ])
    .filter(([file]) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`))
    .filter(([file]) => file !== fileURLToPath(import.meta.url))
    .map(([file, line, column]) => sourcePlace(file, line, column));
}

/** The line of TypeScript behind a line of compiled JavaScript. Maps are read only now: loading them costs each good run 50 ms. */
function sourcePlace(file, line, column) {
  const map = `${file}.map`;
  const entry = existsSync(map)
    ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))).findEntry(line - 1, column - 1)
    : {};
  if (!('originalSource' in entry)) return `${relative(root, file)}:${line}:${column}`;
  const source = relative(root, resolve(dirname(file), entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

/** Ends with what is wrong: one more problem of the document that a fleet would print, or text. */
function fail(message) {
  if (json) {
    const problem = { severity: 'error', cluster: '-', path: 'main.ts', message };
    console.log(JSON.stringify({ version: 1, files: [], removed: [], problems: [problem] }, null, 2));
  } else {
    console.error(message);
  }
  process.exit(1);
}

// Asks a Thanos binary which flags it takes, and writes the answer to lib/manifests/flags/. It runs nothing: each question is a command
// line that Thanos refuses in the end, and what it says about it is the answer.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const USAGE = `Usage: node scripts/thanos-flags.mjs BINARY SOURCE

  BINARY  path of the thanos binary to ask
  SOURCE  path of Thanos' source of the same version: hidden flags are not in --help, so their names are looked up in
          cmd/thanos and pkg, and the binary is asked about each`;

const SUBCOMMANDS = ['query', 'query-frontend', 'receive', 'store', 'compact', 'rule', 'tools bucket web'];
/** Flags of the command line itself: a pod with one of them prints something and ends. */
const NOT_FOR_PODS = new Set(['help', 'help-long', 'help-man', 'version']);
/**
 * What each type of value looks like. The first one whose samples a flag accepts is its type: Go durations have fractions, Prometheus
 * durations do not; numbers have fractions, integers do not.
 */
const SAMPLES = {
  string: ['any thing'],
  time: ['7d', '2026-01-01T00:00:00Z'],
  'go-duration': ['1.5h'],
  'prometheus-duration': ['7d'],
  number: ['1.5'],
  integer: ['7'],
  bytes: ['7MB'],
  address: ['host:1'],
};

const [binary, source, ...rest] = process.argv.slice(2);
if (!binary || !source || binary.startsWith('-') || rest.length > 0) {
  console.error(USAGE);
  process.exit(1);
}

/** What Thanos says to a command line, without the usage that it prints before; `accepted` when it found nothing wrong. */
async function ask(subcommand, ...flags) {
  // Flags are read in order, so the last one is reached only when Thanos accepts those before it.
  const stop = flags.some((flag) => flag.startsWith('--log.format')) ? 'log.level' : 'log.format';
  const output = await promisify(execFile)(binary, [...subcommand.split(' '), ...flags, `--${stop}=stop`]).then(
    () => Promise.reject(new Error(`${subcommand} ${flags.join(' ')} was not refused`)),
    (error) => error.stderr,
  );
  const lines = output.trim().split('\n');
  return /got 'stop'$/.test(lines.at(-1)) ? 'accepted' : lines.at(-1);
}

/** The flags that `--help` shows, with their defaults. */
async function visibleFlags(subcommand) {
  const { stdout, stderr } = await promisify(execFile)(binary, [...subcommand.split(' '), '--help']);
  const shown = `${stdout}${stderr}`.matchAll(/^ +(?:-\w, )?--(?:\[no-\])?([a-z][\w.-]*)(?:=(.*?))?(?: {2}.*)?$/gm);
  return new Map([...shown].map(([, name, value]) => [name, defaultValue(name, value)]));
}

/** Help shows a flag's default, or in its place the flag's name in capitals or a `<placeholder>`; `...` when it is repeatable. */
function defaultValue(name, value) {
  if (value === undefined || value.endsWith('...') || value.startsWith('<') || value === name.toUpperCase())
    return undefined;
  return value.replace(/^"(.*)"$/, '$1');
}

/** Every flag name in Thanos' source, of whatever subcommand; a configuration flag comes with its `-file`. */
function namesInSource() {
  const names = new Set();
  for (const folder of ['cmd/thanos', 'pkg']) {
    for (const file of readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.go') || file.endsWith('_test.go')) continue;
      const text = readFileSync(join(source, folder, file), 'utf8');
      for (const [, name] of text.matchAll(/\bFlag\(\s*"([a-z][\w.-]*)"/g)) names.add(name);
      for (const [, name] of text.matchAll(/RegisterPathOrContent\(.*?"([a-z][\w.-]*)"/g))
        names.add(name).add(`${name}-file`);
    }
  }
  return names;
}

async function describe(subcommand, name) {
  const answer = await ask(subcommand, `--${name}`);
  if (answer.includes('unknown long flag')) return undefined;
  if (answer === 'accepted') {
    const negated = await ask(subcommand, `--no-${name}`);
    return { type: 'boolean', negatable: negated === 'accepted' };
  }
  const oneOf = /enum value must be one of (.*), got/.exec(await ask(subcommand, `--${name}=no such value`));
  const shape = oneOf ? { type: 'enum', values: oneOf[1].split(',') } : { type: await valueType(subcommand, name) };
  const sample = oneOf ? shape.values.find((value) => value !== '') : SAMPLES[shape.type][0];
  const twice = await ask(subcommand, `--${name}=${sample}`, `--${name}=${sample}`);
  if (twice === 'accepted') return { ...shape, repeatable: true };
  if (twice.includes('cannot be repeated')) return shape;
  throw new Error(`${subcommand} --${name} twice: ${twice}`);
}

async function valueType(subcommand, name) {
  for (const [type, samples] of Object.entries(SAMPLES)) {
    const answers = await Promise.all(samples.map((sample) => ask(subcommand, `--${name}=${sample}`)));
    if (answers.every((answer) => answer === 'accepted')) return type;
  }
  throw new Error(`${subcommand} --${name} takes none of the values that this script knows`);
}

const printed = await promisify(execFile)(binary, ['--version']);
const version = /version (\S+)/.exec(`${printed.stdout}${printed.stderr}`)[1];
const candidates = namesInSource();
const lines = [];
for (const subcommand of SUBCOMMANDS) {
  const visible = await visibleFlags(subcommand);
  const names = [...new Set([...visible.keys(), ...candidates])].filter((name) => !NOT_FOR_PODS.has(name)).sort();
  const flags = [];
  for (const name of names) {
    const flag = await describe(subcommand, name);
    if (!flag) continue;
    const details = { ...flag, default: visible.get(name), hidden: visible.has(name) ? undefined : true };
    flags.push(`      ${JSON.stringify(name)}: ${spaced(details)}`);
  }
  lines.push(`    ${JSON.stringify(subcommand)}: {\n${flags.join(',\n')}\n    }`);
  console.log(`${subcommand}: ${flags.length} flags`);
}

/** JSON on one line, as the formatter of this repository writes it. */
function spaced(value) {
  return JSON.stringify(value, null, 1).replace(/\n */g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']');
}

const file = fileURLToPath(new URL(`../lib/manifests/flags/thanos-v${version}.json`, import.meta.url));
const command = 'node scripts/thanos-flags.mjs BINARY SOURCE';
writeFileSync(
  file,
  `{\n  "thanos": ${JSON.stringify(version)},\n  "madeBy": ${JSON.stringify(command)},\n  "subcommands": {\n${lines.join(',\n')}\n  }\n}\n`,
);
console.log(`Wrote ${relative(process.cwd(), file)}`);

// Generates imports/ from the CRDs that cdk8s.yaml pins: `npm run import`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse, parseAllDocuments, stringify, visit } from 'yaml';

const USAGE = `Usage: npm run import [-- --from DIR]

Replaces imports/ by what cdk8s generates from the CRDs that cdk8s.yaml pins. To follow a new release, change the version in
cdk8s.yaml, run this, and read what changed.

  --from DIR  take the CRDs from the YAML files below DIR, by their names, and download nothing
  --help      show this`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const imports = join(root, 'imports');

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({ options: { from: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return console.log(USAGE);
  const pins = readPins();
  console.log(`Generating ${pins.length} files in imports/ from ${values.from ?? 'the addresses in cdk8s.yaml'}:`);
  const local = values.from && readDefinitions(values.from);
  const sources = [];
  for (const pin of pins) {
    console.log(`  ${pin.crd} ${values.from ? '' : pin.url}`);
    sources.push({ pin, definition: local ? find(local, pin.crd, values.from) : await download(pin) });
  }
  generate(sources);
  console.log('Done. Read the difference before you commit it.');
}

/** The pins of cdk8s.yaml. Their addresses end in `<group>_<plural>.yaml`, as controller-gen calls its files. */
function readPins() {
  const { imports } = parse(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'));
  return imports.map((pin) => {
    const match = /^(\w+):=(https:\S+\/([\w.-]+)_(\w+)\.yaml)$/.exec(pin);
    if (!match) throw new Error(`cdk8s.yaml: "${pin}" is not of the form NAME:=https://…/GROUP_PLURAL.yaml`);
    const [, name, url, group, plural] = match;
    return { name, url, crd: `${plural}.${group}` };
  });
}

async function download({ url, crd }) {
  const response = await fetch(url).catch((error) => {
    throw new Error(`${url}: ${error.cause?.message ?? error.message}`);
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return find(definitions(await response.text()), crd, url);
}

/** The CRDs in the YAML files below a folder. */
function readDefinitions(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => definitions(readFileSync(join(folder, file), 'utf8')));
}

function definitions(text) {
  return parseAllDocuments(text)
    .map((document) => withoutProse(document).toJS())
    .filter((object) => object?.kind === 'CustomResourceDefinition');
}

function find(found, crd, where) {
  const definition = found.find(({ metadata }) => metadata.name === crd);
  if (!definition) throw new Error(`${where} has no CustomResourceDefinition ${crd}`);
  return definition;
}

/** Leaves out what describes fields in prose, and keeps fields that are called `description`. */
function withoutProse(document) {
  visit(document, {
    Pair: (_, { key, value }) =>
      key.value === 'description' && typeof value?.value === 'string' ? visit.REMOVE : undefined,
  });
  return document;
}

/** Runs cdk8s on all definitions, and replaces imports/ once it has succeeded. */
function generate(sources) {
  const work = mkdtempSync(join(tmpdir(), 'cdk8s-import-'));
  const fresh = `${imports}.new`;
  try {
    const specs = sources.map(({ pin, definition }) => {
      writeFileSync(join(work, `${pin.crd}.yaml`), stringify(definition));
      return `${pin.name}:=${pin.crd}.yaml`;
    });
    writeFileSync(join(work, 'cdk8s.yaml'), stringify({ language: 'typescript', app: 'none', imports: specs }));
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh);
    const manifest = createRequire(import.meta.url).resolve('cdk8s-cli/package.json');
    const cdk8s = spawnSync(
      process.execPath,
      [join(dirname(manifest), 'bin', 'cdk8s'), 'import', '--no-save', '--output', fresh, '--check-upgrade', 'false'],
      { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (cdk8s.status !== 0) throw new Error('cdk8s import failed; imports/ is as it was');
    rmSync(imports, { recursive: true, force: true });
    renameSync(fresh, imports);
  } finally {
    rmSync(work, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

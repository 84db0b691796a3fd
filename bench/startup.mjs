// What passes between a save in main.ts and the YAML, for several ways to start: `node bench/startup.mjs [ROUNDS]`.
//
// Runs in a copy of this project whose main.ts changes before each run, ways taking turns. The ways that need further packages
// (esbuild, tsx, ts-node) take part with `--others`, which installs them into that copy's neighbour, not into this project.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const others = process.argv.includes('--others');
const rounds = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 9);
const work = mkdtempSync(join(tmpdir(), 'startup-'));
const project = join(work, 'project');
const tools = join(work, 'tools', 'node_modules');
// This variable makes every start of Node read a bundle of certificates, which has nothing to do with the ways compared.
const { NODE_EXTRA_CA_CERTS, ...environment } = process.env;
const env = { ...environment, CDK8S_OUTDIR: join(work, 'out'), CDK8S_CHECK_UPGRADE: 'false' };

const tsc = 'node node_modules/typescript/bin/tsc';
const bundle = `${join(tools, '.bin', 'esbuild')} main.ts --bundle --platform=node --outfile=bundle/main.js --log-level=error`;
const WAYS = {
  'node -e 0 (for scale)': 'node -e 0',
  'scripts/synth.mjs': 'node scripts/synth.mjs',
  'tsc, then node': `${tsc} -p . && node build/main.js`,
  'npx cdk8s synth (runs scripts/synth.mjs)': 'npx cdk8s synth --output ../out',
  ...(others && {
    'esbuild bundle and run, beside tsc --noEmit': `(${bundle} && node bundle/main.js) & ${tsc} -p . --noEmit --tsBuildInfoFile build/.noemit; wait $!`,
    'esbuild bundle and run, no type check': `${bundle} && node bundle/main.js`,
    'tsx, no type check': `${join(tools, '.bin', 'tsx')} main.ts`,
    'ts-node, no type check': `TS_NODE_COMPILER=${join(tools, 'typescript')} ${join(tools, '.bin', 'ts-node')} -T main.ts`,
    'ts-node, as in the cdk8s template': `TS_NODE_COMPILER=${join(tools, 'typescript')} ${join(tools, '.bin', 'ts-node')} main.ts`,
  }),
};

try {
  prepare();
  const results = measure();
  const base = results.get('scripts/synth.mjs');
  console.log(`Node ${process.version}, ${availableParallelism()} cores, medians of ${rounds} rounds\n`);
  console.log('| way | wall, s | CPU, s | wall, × scripts/synth.mjs |\n| --- | --- | --- | --- |');
  for (const [way, { wall, cpu }] of results) {
    console.log(`| ${way} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${(wall / base.wall).toFixed(1)} |`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function prepare() {
  for (const part of ['package.json', 'tsconfig.json', 'cdk8s.yaml', 'main.ts', 'lib', 'imports', 'scripts']) {
    cpSync(join(root, part), join(project, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  if (!others) return;
  mkdirSync(join(work, 'tools'));
  const packages = ['esbuild@0.28', 'tsx@4', 'ts-node@10', 'typescript@5.9'];
  execFileSync('npm', ['install', '--silent', '--prefix', join(work, 'tools'), ...packages], { stdio: 'inherit' });
}

function measure() {
  const samples = new Map(Object.keys(WAYS).map((way) => [way, []]));
  // The first round fills the compilers' memories, and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [way, command] of Object.entries(WAYS)) {
      appendFileSync(join(project, 'main.ts'), `export const edit${samples.size}_${Date.now()} = ${round};\n`);
      const sample = time(way, command);
      if (round > 0) samples.get(way).push(sample);
    }
  }
  return new Map([...samples].map(([way, runs]) => [way, { wall: median(runs, 'wall'), cpu: median(runs, 'cpu') }]));
}

/** Wall-clock time of a command, and the CPU time of all its processes as the shell counts it. */
function time(way, command) {
  const start = process.hrtime.bigint();
  const run = spawnSync('sh', ['-c', `${command}\nstatus=$?; times; exit $status`], {
    cwd: project,
    env,
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0) throw new Error(`${way}: ${run.stderr}${run.stdout}`);
  const [user, system] = run.stdout.trim().split('\n').at(-1).split(' ');
  return { wall, cpu: seconds(user) + seconds(system) };
}

/** `1m2.5s` as a shell prints it. */
function seconds(text) {
  const [, minutes, rest] = /^(\d+)m([\d.]+)s$/.exec(text);
  return Number(minutes) * 60 + Number(rest);
}

function median(runs, key) {
  const sorted = runs.map((run) => run[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

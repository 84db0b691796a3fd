// What validation adds to a synthesis: `node bench/validation.mjs [ROUNDS]`, after `npm run build`. With and without take turns, each
// time as a process of its own, so that noise meets both.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const own = fileURLToPath(import.meta.url);
const SIZES = [10, 50, 100, 250, 500];

if (process.argv[2] === '--measure') {
  console.log(cpuOfFleet(Number(process.argv[3])));
} else {
  report(Number(process.argv[2] ?? 7));
}

function report(rounds) {
  console.log(
    'npm run synth, main.ts: wall ms of the whole process; fleets: CPU ms of building and synthesising. Medians.\n',
  );
  console.log('what           | checked | unchecked | ratio | validation, ms per cluster');
  line('npm run synth', 1, rounds, wallOfSynth);
  for (const size of SIZES) line(`${size} clusters`, size, rounds, (mode) => child(['--measure', size], mode).stdout);
}

function line(name, clusters, rounds, run) {
  const times = { checked: [], unchecked: [] };
  for (let round = 0; round < rounds; round++) {
    for (const mode of ['checked', 'unchecked']) times[mode].push(Number(run(mode)));
  }
  const [checked, unchecked] = [median(times.checked), median(times.unchecked)];
  const columns = [checked.toFixed(0), unchecked.toFixed(0), (checked / unchecked).toFixed(2)];
  const perCluster = ((checked - unchecked) / clusters).toFixed(2);
  console.log(`${name.padEnd(14)} | ${columns.map((text) => text.padStart(7)).join(' | ')} | ${perCluster}`);
}

function wallOfSynth(mode) {
  const start = performance.now();
  child([], mode, join(root, 'scripts', 'synth.mjs'));
  return performance.now() - start;
}

function child(args, mode, program = own) {
  const outdir = mkdtempSync(join(tmpdir(), 'validation-'));
  // This variable makes every start of Node read a bundle of certificates, which has nothing to do with what is compared.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const preload = join(root, 'bench', 'validation-switch.cjs');
  const run = spawnSync(process.execPath, ['--require', preload, program, ...args.map(String)], {
    encoding: 'utf8',
    env: { ...env, BENCH_VALIDATION: mode, CDK8S_OUTDIR: join(outdir, 'dist') },
  });
  rmSync(outdir, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr);
  return { stdout: run.stdout.trim().split('\n').at(-1) };
}

/** CPU milliseconds of a central stack, and clusters with the full Prometheus side, once the library is loaded. */
function cpuOfFleet(clusters) {
  const { AzureIdentity, Exposure, Fleet, ObjectStore } = require(join(root, 'build', 'lib'));
  const start = process.cpuUsage();
  const fleet = new Fleet();
  const hub = fleet.addCluster('hub');
  const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
  const thanos = hub.addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
    }),
    exposure: Exposure.ingressNginx({ domain: 'thanos.cookingwithazure.com', issuer, basicAuth: 'basic-auth' }),
  });
  hub.addPrometheus({ remoteWrite: thanos.remoteWrite });
  for (let index = 1; index < clusters; index++) {
    fleet.addCluster(`remote-${index}`, {}, (cluster) => cluster.addPrometheus({ remoteWrite: thanos.remoteWrite }));
  }
  fleet.synth();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

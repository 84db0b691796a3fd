// How a fleet grows: `node bench/fleet.mjs [SIZE…] [--rounds N] [--charts CHART[:VALUES]…] [--memory]`.
//
// Renders fleets of a central Thanos and SIZE further clusters (10, 100 and 1000), each with the full Prometheus side, in processes of
// their own; sizes and ways take turns. With `--charts` and Helm installed, `helm template` renders each chart once per cluster in the
// same run, for twenty clusters. With `--memory`, it also finds how little memory V8 needs for its heap.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const HELM_CLUSTERS = 20;
const HEAPS = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    charts: { type: 'string', multiple: true, default: [] },
    memory: { type: 'boolean', default: false },
    child: { type: 'string' },
    outdir: { type: 'string' },
  },
});

if (values.child) render(values.child, Number(positionals[0]), values.outdir);
else measure(positionals.length > 0 ? positionals.map(Number) : [10, 100, 1000]);

/** One fleet in this process. `function`: clusters are made when it is their turn; `held`: the program holds all of them. */
function render(way, size, outdir) {
  const { AzureIdentity, Exposure, Fleet, ObjectStore } = require(join(root, 'build', 'lib'));
  const fleet = new Fleet({ outdir, externalLabels: ['datacenter'] });
  const labels = { externalLabels: { datacenter: 'westeu' } };
  const hub = fleet.addCluster('hub', labels);
  const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
  const thanos = hub.addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
    }),
    exposure: Exposure.ingressNginx({ domain: 'thanos.cookingwithazure.com', issuer, basicAuth: 'basic-auth' }),
  });
  const build = (cluster) => cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
  build(hub);
  for (let index = 1; index <= size; index += 1) {
    if (way === 'held') build(fleet.addCluster(`remote-${index}`, labels));
    else fleet.addCluster(`remote-${index}`, labels, build);
  }
  const { write } = process.stdout;
  process.stdout.write = () => true;
  fleet.synth();
  process.stdout.write = write;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.log(JSON.stringify({ rss: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
}

function measure(sizes) {
  // This variable makes every start of Node read a bundle of certificates, which has nothing to do with what is measured.
  delete process.env.NODE_EXTRA_CA_CERTS;
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', root], {
    stdio: 'inherit',
  });
  const work = mkdtempSync(join(tmpdir(), 'fleet-'));
  const helm = spawnSync('helm', ['version']).status === 0;
  if (values.charts.length > 0 && !helm) console.error('Helm is not installed: its charts are left out');
  try {
    const fleets = sizes.flatMap((size) => ['function', 'held'].map((way) => ({ way, size, samples: [] })));
    const charts = (helm ? values.charts : []).map((chart) => ({ chart, samples: [] }));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const fleet of fleets) fleet.samples.push(fork(fleet, work));
      for (const chart of charts) chart.samples.push(template(chart.chart, work));
    }
    report(fleets, charts, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One fleet in a process of its own. */
function fork({ way, size }, work, heap) {
  const outdir = join(work, 'dist');
  rmSync(outdir, { recursive: true, force: true });
  const flags = heap ? [`--max-old-space-size=${heap}`] : [];
  const script = fileURLToPath(import.meta.url);
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [...flags, script, '--child', way, '--outdir', outdir, String(size)], {
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0 && heap) return undefined;
  if (run.status !== 0) throw new Error(run.stderr);
  return { wall, ...JSON.parse(run.stdout) };
}

/** `helm template` of a chart once for each of some clusters. */
function template(given, work) {
  const [chart, file] = given.split(':');
  const start = process.hrtime.bigint();
  let rendered = '';
  for (let index = 1; index <= HELM_CLUSTERS; index += 1) {
    const args = ['template', `remote-${index}`, chart, '--namespace', 'monitoring', '--kube-version', '1.35.4'];
    if (file) args.push('--values', file);
    rendered = execFileSync('helm', args, { cwd: work, encoding: 'utf8', maxBuffer: 2 ** 28 });
  }
  const wall = Number(process.hrtime.bigint() - start) / 1e9 / HELM_CLUSTERS;
  return { wall, objects: objectsIn(rendered) };
}

function objectsIn(text) {
  return text.match(/^kind:/gm)?.length ?? 0;
}

function report(fleets, charts, work) {
  console.log(`Node ${process.version}, ${availableParallelism()} cores, medians of ${values.rounds} rounds\n`);
  console.log('| clusters | made by | wall, s | CPU, s | CPU per cluster, ms | peak RSS, MiB | smallest heap, MiB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const { way, size, samples } of fleets) {
    const [wall, cpu, rss] = ['wall', 'cpu', 'rss'].map((key) => median(samples, key));
    const heap = values.memory ? HEAPS.find((each) => fork({ way, size }, work, each)) : '';
    const row = [size, way, wall.toFixed(2), cpu.toFixed(2), ((cpu / size) * 1000).toFixed(1), rss.toFixed(0), heap];
    console.log(`| ${row.join(' | ')} |`);
  }
  if (charts.length === 0) return;
  const { size, samples } = fleets.findLast(({ way }) => way === 'function');
  fork({ way: 'function', size }, work);
  const folder = join(work, 'dist', 'remote-1');
  const objects = objectsIn(
    readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n'),
  );
  const own = (median(samples, 'wall') / size) * 1000;
  console.log('\n| per cluster | wall, ms | objects | wall per object, × ours |\n| --- | --- | --- | --- |');
  console.log(`| a fleet of ${size} | ${own.toFixed(1)} | ${objects} | 1.0 |`);
  for (const { chart, samples: runs } of charts) {
    const wall = median(runs, 'wall') * 1000;
    const ratio = wall / runs[0].objects / (own / objects);
    console.log(
      `| helm template ${chart.split(':')[0].split('/').at(-1)} | ${wall.toFixed(1)} | ${runs[0].objects} | ${ratio.toFixed(1)} |`,
    );
  }
}

function median(samples, key) {
  const sorted = samples.map((sample) => sample[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

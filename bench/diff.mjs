// What a diff costs, beside dyff: `node bench/diff.mjs [ROUNDS] [--clusters N]`, after `npm run build`.
//
// A fleet is dist/playground again and again, under other names. Ways take turns, each in processes of its own. dyff takes part where it
// is on the path (`go install github.com/homeport/dyff/cmd/dyff@latest`). It compares files and not folders, and matches objects by
// their names, so it is given one file for each side in which every object is called after its cluster.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'build', 'cli', 'main.js');
const options = { clusters: { type: 'string', default: '1000' }, child: { type: 'string' } };
const { values, positionals } = parseArgs({ allowPositionals: true, options });
const DYFF_CLUSTERS = 50;
const CHANGES = 10;
const AUTHOR = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
const playground = join(root, 'dist', 'playground');
const files = readdirSync(playground).map((file) => [file, readFileSync(join(playground, file), 'utf8')]);
const OBJECTS = files.flatMap(([, text]) => text.match(/^kind:/gm)).length;

if (values.child) run(values.child, positionals);
else measure(Number(positionals[0] ?? 5), Number(values.clusters));

/** One diff in this process, which leaves its peak memory in a file. */
function run(file, [base, head]) {
  process.argv.splice(2, Infinity, 'diff', base, head);
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS / 1024)));
  createRequire(import.meta.url)(main);
}

function measure(rounds, clusters) {
  // This variable makes every start of Node read a bundle of certificates, which has nothing to do with what is measured.
  delete process.env.NODE_EXTRA_CA_CERTS;
  const work = mkdtempSync(join(tmpdir(), 'diff-'));
  try {
    const dyff = spawnSync('dyff', ['version']).status === 0;
    if (!dyff) console.error('dyff is not installed: it is left out');
    const ways = prepare(work, clusters, dyff);
    // The first round fills the caches of the system, and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of ways) {
        const sample = time(way, work);
        if (round > 0) way.samples.push(sample);
      }
    }
    report(ways, rounds);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function prepare(work, clusters, dyff) {
  const ten = (text, index) => (index < CHANGES ? text.replace('--tsdb.retention=', '--tsdb.retention=1') : text);
  const all = (text) => upgraded(text);
  const git = join(work, 'git');
  write(join(git, 'dist'), clusters, (text) => text);
  repository(git);
  write(join(git, 'dist'), clusters, ten);
  execFileSync('git', ['-C', git, ...AUTHOR, 'commit', '--quiet', '--all', '--message', 'ten']);
  write(join(work, 'before'), clusters, (text) => text);
  write(join(work, 'after'), clusters, ten);
  write(join(work, 'some-before'), DYFF_CLUSTERS, (text) => text);
  write(join(work, 'some-after'), DYFF_CLUSTERS, all);
  write(join(work, 'own-before'), DYFF_CLUSTERS, own);
  write(join(work, 'own-after'), DYFF_CLUSTERS, (text, index) => all(own(text, index)));
  const ours = (what, size, changed, folder, base, head) => ({ what, size, changed, folder, base, head, samples: [] });
  const theirs = (what, changed, change, from = (text) => text) => {
    const [base, head] = ['base', 'head'].map((side) => join(work, `${side}-${changed}.yaml`));
    writeFileSync(base, oneFile(from));
    writeFileSync(
      head,
      oneFile((text, index) => change(from(text, index), index)),
    );
    return {
      what,
      size: DYFF_CLUSTERS,
      changed,
      command: ['dyff', 'between', '--output', 'brief', base, head],
      samples: [],
    };
  };
  return [
    ours('folder, folder', clusters, CHANGES, work, 'before', 'after'),
    ours('git, git', clusters, CHANGES, git, 'HEAD~1:dist', 'HEAD:dist'),
    ours('git, folder', clusters, CHANGES, git, 'HEAD~1:dist', 'dist'),
    ...(dyff ? [theirs('dyff', CHANGES, ten)] : []),
    ours('folder, folder', DYFF_CLUSTERS, 'all', work, 'some-before', 'some-after'),
    ours('folder, folder, nothing repeats', DYFF_CLUSTERS, 'all', work, 'own-before', 'own-after'),
    ...(dyff ? [theirs('dyff', 'all', all)] : []),
  ];
}

/** Each object changes: as in an upgrade, in its labels and, where it has some, in images, arguments and resources. */
function upgraded(text) {
  return text
    .replaceAll('v0.42.5', 'v0.43.0')
    .replace(/^metadata:$/gm, 'metadata:\n  generation: 2')
    .replaceAll('--log.format=logfmt', '--log.format=json')
    .replaceAll('memory: 1Gi', 'memory: 2Gi');
}

/** A cluster of which nothing but the schema is like that of another. */
function own(text, index) {
  return text
    .replace(/^( +)(app\.kubernetes\.io\/name: .*)$/gm, `$1$2\n$1cluster: remote-${index}`)
    .replace(/^( +(?:port|targetPort|containerPort): )(\d+)$/gm, (_, key, port) => `${key}${Number(port) + index}`)
    .replace(/^( +- --[\w.-]+=)(.*)$/gm, `$1$2-${index}`)
    .replace(/^( +image: .*)$/gm, `$1-${index}`);
}

function write(folder, clusters, change) {
  for (let index = 0; index < clusters; index += 1) {
    const cluster = join(folder, `remote-${index}`);
    mkdirSync(cluster, { recursive: true });
    for (const [file, text] of files) writeFileSync(join(cluster, file), change(named(text, index), index));
  }
}

function named(text, index) {
  return text.replaceAll('playground', `remote-${index}`);
}

function oneFile(change) {
  const clusters = Array.from({ length: DYFF_CLUSTERS }, (_, index) =>
    files.map(([, text]) => change(named(text, index), index).replace(/^( {2}name: \S+)$/gm, `$1.remote-${index}`)),
  );
  return clusters.flat().join('---\n');
}

function repository(folder) {
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    [...AUTHOR, 'commit', '--quiet', '--message', 'base'],
  ]) {
    execFileSync('git', ['-C', folder, ...args]);
  }
  execFileSync('git', ['-C', folder, 'gc', '--quiet']);
}

/** Wall-clock time of a command, the CPU time of all its processes as the shell counts it, and how much memory ours needs. */
function time({ command, folder, base, head }, work) {
  const memory = join(work, 'memory');
  const args = command ?? [process.execPath, fileURLToPath(import.meta.url), '--child', memory, base, head];
  const start = process.hrtime.bigint();
  const { stdout, stderr } = spawnSync('sh', ['-c', '"$@" > /dev/null; times', 'sh', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (stderr !== '') throw new Error(stderr);
  const [user, system] = stdout.trim().split('\n').at(-1).split(' ');
  return {
    wall,
    cpu: seconds(user) + seconds(system),
    rss: command ? undefined : Number(readFileSync(memory, 'utf8')),
  };
}

/** `1m2.5s` as a shell prints it. */
function seconds(text) {
  const [, minutes, rest] = /^(\d+)m([\d.]+)s$/.exec(text);
  return Number(minutes) * 60 + Number(rest);
}

function report(ways, rounds) {
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, ${OBJECTS} objects a cluster, medians of ${rounds} rounds\n`,
  );
  console.log(
    '| what is compared | clusters | changes | wall, s | CPU, s | CPU, × dyff | CPU per object, × dyff | peak RSS, MiB |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { what, size, changed, samples } of ways) {
    const [wall, cpu, rss] = ['wall', 'cpu', 'rss'].map((key) => median(samples, key));
    const dyff = ways.find((way) => way.command && way.changed === changed);
    const ratio = dyff ? cpu / median(dyff.samples, 'cpu') : undefined;
    const each = ratio && (ratio * DYFF_CLUSTERS) / size;
    const row = [
      what,
      size,
      changed,
      wall.toFixed(2),
      cpu.toFixed(2),
      ratio?.toFixed(2) ?? '',
      each?.toFixed(2) ?? '',
      rss?.toFixed(0) ?? '',
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
}

function median(samples, key) {
  const sorted = samples.map((sample) => sample[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

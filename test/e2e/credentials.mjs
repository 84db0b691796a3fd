// Proves that real edges accept what `credentials` makes: every controller, every format offered for it, and a rotation.
// Build first, then: node test/e2e/credentials.mjs [--nginx PATH] [--traefik PATH] [--envoy PATH]
// Everything runs on loopback in a temporary folder. A missing binary is an error, not a skipped test.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Command } from 'commander';
import { parse, stringify } from 'yaml';
import { registerCredentials } from '../../build/credentials/cli.js';
import { htpasswdReader } from '../../build/credentials/controller.js';

const READY_WITHIN_MS = 15_000;
const say = (text) => process.stdout.write(`${text}\n`);
const { values: given } = parseArgs({
  options: { nginx: { type: 'string' }, traefik: { type: 'string' }, envoy: { type: 'string' } },
});
const folder = mkdtempSync(join(tmpdir(), 'credentials-e2e-'));

/** The controllers, by the program that checks their passwords. */
const edges = {
  'ingress-nginx': { program: 'nginx', version: ['-v'], start: startNginx },
  traefik: { program: 'traefik', version: ['version'], start: startTraefik },
  'envoy-gateway': { program: 'envoy', version: ['--version'], start: startEnvoy },
};

const binaries = findBinaries();
const upstream = createServer((_request, response) => response.end('through'));
await new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));
try {
  for (const [controller, edge] of Object.entries(edges)) {
    for (const format of htpasswdReader(controller).formats) await prove(controller, edge, format);
    await proveRepeatedUser(controller, edge);
  }
} finally {
  upstream.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A generated and a typed password, then a rotation from the one user to another. */
async function prove(controller, edge, format) {
  const label = `${controller}, ${format}`;
  const first = await credentials(controller, ['--format', format, '--generate']);
  const typed = 'grüße: "und" $1 \\ wörter';
  writeFileSync(join(folder, 'typed'), `${typed}\r\n`, { mode: 0o600 });
  const both = await credentials(controller, [
    ...['--format', format, '--password-file', join(folder, 'typed')],
    ...['--keep', first.file, '--user', 'thanos-2'],
  ]);
  assert.deepEqual(both.writer, { user: 'thanos-2', password: typed });
  const last = await credentials(controller, ['--keep', both.file, '--drop-user', 'thanos']);
  const { user, password } = first.writer;

  await withEdge(edge, both.htpasswd, async (get) => {
    assert.equal(await get(user, password), 200, `${label}: generated password`);
    assert.equal(await get('thanos-2', typed), 200, `${label}: typed password`);
    assert.equal(await get(user, `${password}x`), 401, `${label}: wrong password`);
    assert.equal(await get(user, typed), 401, `${label}: another user's password`);
    assert.equal(await get('thanos-2', `${typed}\r`), 401, `${label}: the line break is no part of it`);
    assert.equal(await get('nobody', password), 401, `${label}: unknown user`);
    assert.equal(await get(), 401, `${label}: no password`);
    const started = performance.now();
    for (let count = 0; count < 20; count++) await get(user, password);
    const each = (performance.now() - started) / 20;
    say(`ok   ${label}: right passwords 200, others 401, ${each.toFixed(1)} ms per request`);
  });
  await withEdge(edge, last.htpasswd, async (get) => {
    assert.equal(await get(user, password), 401, `${label}: dropped user`);
    assert.equal(await get('thanos-2', typed), 200, `${label}: remaining user`);
    say(`ok   ${label}: after the rotation the old user 401, the new one 200`);
  });
}

/** Why a rotation needs a second user: no edge takes two passwords for one. */
async function proveRepeatedUser(controller, edge) {
  const make = async () => credentials(controller, ['--format', 'sha1', '--generate']);
  const [one, two] = [await make(), await make()];
  const attempt = withEdge(edge, one.htpasswd + two.htpasswd, async (get) => [
    await get('thanos', one.writer.password),
    await get('thanos', two.writer.password),
  ]);
  const answers = await attempt.catch((error) => {
    assert.match(error.message, /duplicate/i);
    return 'refused';
  });
  assert.deepEqual(answers, { 'ingress-nginx': [200, 401], traefik: [401, 200] }[controller] ?? 'refused');
  say(`ok   ${controller}: two lines for one user: ${answers === 'refused' ? 'file refused' : answers.join(' and ')}`);
}

/** Runs the command, and reads back what a cluster would be given. */
async function credentials(controller, args) {
  const out = mkdtempSync(join(folder, 'out-'));
  const terminal = {
    inputIsTerminal: false,
    outputIsTerminal: false,
    read: () => assert.fail('standard input is not used'),
    print: () => assert.fail('standard output is not used'),
    report: (text) => void (text.startsWith('error') && say(text)),
    exit: (code) => assert.fail(`credentials ends with ${code}`),
  };
  const program = new Command();
  registerCredentials(program, terminal);
  await program.parseAsync(['credentials', '--controller', controller, '--out', out, ...args], { from: 'user' });
  const file = join(out, 'basic-auth.thanos.yaml');
  const { data } = parse(readFileSync(file, 'utf8'));
  assert.equal(Object.keys(data).length, 1, 'the Secret has one key');
  const decode = (text) => Buffer.from(text, 'base64').toString('utf8');
  const dropsOnly = args.includes('--drop-user');
  const secret = dropsOnly ? undefined : parse(readFileSync(join(out, 'remotewrite-secret.prometheus.yaml'), 'utf8'));
  return {
    file,
    htpasswd: decode(data[htpasswdReader(controller).secretKey]),
    writer: secret && { user: decode(secret.data.user), password: decode(secret.data.password) },
  };
}

/** Starts an edge with an htpasswd file, waits until it answers, and stops it again. */
async function withEdge(edge, htpasswd, use) {
  const work = mkdtempSync(join(folder, 'edge-'));
  const port = await freePort();
  const { args, env } = edge.start(work, port, htpasswd);
  const child = spawn(binaries[edge.program], args, { cwd: work, env: { ...process.env, ...env }, stdio: 'pipe' });
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await untilReady(port, child, () => log);
    return await use((user, password) => get(port, user, password));
  } finally {
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(forced);
  }
}

async function untilReady(port, child, log) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const status = await get(port).catch(() => 0);
    if (status === 401) return;
    await wait(50);
  }
  throw new Error(`The edge does not ask for a password. It says:\n${log()}`);
}

async function get(port, user, password) {
  const token = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  const headers = user === undefined ? {} : { authorization: `Basic ${token}` };
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers, signal: AbortSignal.timeout(5_000) });
  await response.text();
  return response.status;
}

function startNginx(work, port, htpasswd) {
  writeFileSync(join(work, 'auth'), htpasswd, { mode: 0o600 });
  writeFileSync(
    join(work, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 1; pid nginx.pid; error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    location / { auth_basic thanos; auth_basic_user_file auth; proxy_pass http://127.0.0.1:${upstream.address().port}; }
  }
}`,
  );
  return { args: ['-p', work, '-c', 'nginx.conf', '-e', 'stderr'] };
}

function startTraefik(work, port, htpasswd) {
  // As its Kubernetes provider does: one entry per line.
  const users = htpasswd.split('\n').filter((line) => line !== '');
  const services = {
    upstream: { loadBalancer: { servers: [{ url: `http://127.0.0.1:${upstream.address().port}` }] } },
  };
  const routers = { all: { rule: 'PathPrefix(`/`)', service: 'upstream', middlewares: ['auth'] } };
  const dynamic = { http: { routers, services, middlewares: { auth: { basicAuth: { users } } } } };
  writeFileSync(join(work, 'dynamic.yaml'), stringify(dynamic), { mode: 0o600 });
  const flags = {
    'entrypoints.web.address': `127.0.0.1:${port}`,
    'providers.file.filename': join(work, 'dynamic.yaml'),
    'global.checknewversion': false,
    'global.sendanonymoususage': false,
  };
  return { args: Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`) };
}

function startEnvoy(work, port, htpasswd) {
  const type = (name) => `type.googleapis.com/envoy.extensions.filters.${name}`;
  const auth = { '@type': type('http.basic_auth.v3.BasicAuth'), users: { inline_string: htpasswd } };
  const manager = {
    '@type': type('network.http_connection_manager.v3.HttpConnectionManager'),
    stat_prefix: 'edge',
    http_filters: [
      { name: 'envoy.filters.http.basic_auth', typed_config: auth },
      { name: 'envoy.filters.http.router', typed_config: { '@type': type('http.router.v3.Router') } },
    ],
    route_config: {
      virtual_hosts: [
        { name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, direct_response: { status: 200 } }] },
      ],
    },
  };
  const address = { socket_address: { address: '127.0.0.1', port_value: port } };
  const filters = [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }];
  const config = { static_resources: { listeners: [{ address, filter_chains: [{ filters }] }] } };
  writeFileSync(join(work, 'envoy.yaml'), stringify(config), { mode: 0o600 });
  return { args: ['-c', 'envoy.yaml', '--concurrency', '1', '--disable-hot-restart', '--log-level', 'error'] };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Every binary, by option or on the PATH; ends the script, naming all that are missing. */
function findBinaries() {
  const found = {};
  for (const { program, version } of Object.values(edges)) {
    const path = given[program] ?? program;
    const run = spawnSync(path, version, { encoding: 'utf8' });
    if (run.error || run.status !== 0) {
      say(`missing: ${path} does not run. Install ${program}, or give its path: --${program} PATH`);
      process.exitCode = 1;
      continue;
    }
    found[program] = path;
    say(`${program}: ${(run.stdout + run.stderr).trim().split('\n')[0].trim()}`);
  }
  if (process.exitCode === 1) {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  }
  return found;
}

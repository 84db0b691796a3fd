import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { field, find, type Manifest } from '../helpers';

/** The real Thanos, named by the environment variable `THANOS` or found on the path; `undefined` where there is none. */
export const thanosBinary = [
  process.env['THANOS'],
  ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'thanos')),
].find((file) => file !== undefined && existsSync(file));

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** Starts every Thanos among the manifests, one after the other, and returns what those say that end by themselves. */
export async function refusals(binary: string, manifests: readonly Manifest[]): Promise<string[]> {
  const refused: string[] = [];
  for (const workload of manifests) {
    const containers = field(workload, 'spec.template.spec.containers');
    if (!Array.isArray(containers)) continue;
    const container = (containers as Container[]).find(({ name }) => name === 'thanos');
    if (!container) continue;
    const folder = mkdtempSync(join(tmpdir(), 'thanos-'));
    try {
      const args = onThisMachine(workload, container, manifests, folder);
      const said = await start(binary, args, folder);
      if (said !== undefined) refused.push(`${workload.metadata.name}: ${said}\n${args.join(' ')}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return refused;
}

/** The arguments with their files below `folder`, without the cluster's variables, and on any free port of this machine. */
function onThisMachine(
  workload: Manifest,
  { args = [], env = [], volumeMounts = [] }: Container,
  manifests: readonly Manifest[],
  folder: string,
): string[] {
  const volumes = field(workload, 'spec.template.spec.volumes') as readonly object[];
  let rendered = args.map((arg) =>
    // A process says at level info that it serves.
    (arg.startsWith('--log.level=') ? '--log.level=info' : arg).replace(
      /\$\((\w+)\)/g,
      (_, name) => env.find((each) => each.name === name)?.value ?? 'pod-0',
    ),
  );
  for (const { name, mountPath } of volumeMounts) {
    mkdirSync(join(folder, mountPath), { recursive: true });
    const volume = volumes.find((each) => field(each, 'name') === name);
    const configMap = field(volume, 'configMap.name') as string | undefined;
    const data = (configMap && field(find(manifests, 'ConfigMap', configMap), 'data')) ?? {};
    for (const [file, content] of Object.entries(data as Record<string, string>)) {
      mkdirSync(dirname(join(folder, mountPath, file)), { recursive: true });
      writeFileSync(join(folder, mountPath, file), content);
    }
    rendered = rendered.map((arg) => arg.replace(`=${mountPath}`, `=${join(folder, mountPath)}`));
  }
  const addresses = { 'http-address': true, 'grpc-address': true, 'remote-write.address': args[0] === 'receive' };
  const takes = args[0] === 'tools' ? ['http-address'] : Object.keys(addresses);
  return [
    ...rendered,
    ...takes
      .filter((flag) => flag !== 'grpc-address' || !['query-frontend', 'compact', 'tools'].includes(args[0] ?? ''))
      .filter((flag) => flag !== 'remote-write.address' || args[0] === 'receive')
      .map((flag) => `--${flag}=127.0.0.1:0`),
  ];
}

/** What a process says when it ends by itself, or does not serve for half a minute; `undefined` once it serves. */
function start(binary: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((done, reject) => {
    const child = spawn(binary, args, { cwd, env: { POD_NAME: 'pod-0' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (/listening for requests and metrics/.test(said)) child.kill('SIGKILL');
    };
    const hangs = setTimeout(() => child.kill('SIGABRT'), 30_000);
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearTimeout(hangs);
      done(signal === 'SIGKILL' ? undefined : said.slice(-2000));
    });
  });
}

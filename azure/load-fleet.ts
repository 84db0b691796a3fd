import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BadInput } from './failure';
import type { FleetMessage } from './fleet-process';
import type { GrantSource } from './grant-source';

/**
 * What the fleet of a compiled `main.ts` does in Azure. It runs in a process of its own, with an output folder of its own: manifests
 * are checked but not written, and what it prints stays out of our output.
 */
export async function loadFleet(file: string): Promise<GrantSource> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new BadInput([
      {
        what: `There is no ${file}, the compiled main.ts with the fleet`,
        fix: 'Compile it (npx tsc), or name it: --fleet FILE',
      },
    ]);
  }
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-thanos-'));
  try {
    const message = await run(path, join(outdir, 'dist'));
    if ('source' in message) return message.source;
    throw new BadInput([{ what: message.problem, fix: 'Nothing has been done in Azure' }]);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function run(path: string, outdir: string): Promise<FleetMessage> {
  return new Promise((settle) => {
    const child = fork(join(__dirname, 'fleet-process.js'), [path], {
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.on('message', (message: FleetMessage) => settle(message));
    child.on('close', (code) => settle({ problem: `${path} ended with exit code ${code}: ${errors.trim()}` }));
  });
}

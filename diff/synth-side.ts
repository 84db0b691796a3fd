import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { folderSide } from './folder-side';
import type { Project } from './project';
import { NoSide, type Side } from './side';

/** What the project renders as it is now, in a folder that is gone afterwards. Nobody else's code runs. */
export async function synthSide({ app, output }: Project): Promise<Side> {
  if (app === undefined) throw new NoSide('cdk8s.yaml names no app to render with: name both sides to compare');
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-thanos-diff-'));
  const rendered = join(folder, 'dist');
  // cdk8s starts the app by a shell too. What the app says to people is on standard error.
  const start = () =>
    spawn(app, {
      shell: true,
      env: { ...process.env, ...WHOLE, CDK8S_OUTDIR: rendered },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const { run, close } = removedAfter(folder, start);
  try {
    const ended = new Promise<number | null>((resolve, reject) => run.once('error', reject).once('close', resolve));
    const [status, stdout, stderr] = await Promise.all([ended, text(run.stdout), text(run.stderr)]);
    if (status !== 0) {
      const said = [stderr, stdout].map((each) => each.trimEnd()).filter(Boolean);
      throw new NoSide([`${app} (the app of cdk8s.yaml) failed:`, ...said].join('\n'));
    }
    return { ...openRendered(rendered, app, output), close: async () => close() };
  } catch (error) {
    close();
    throw error;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts what writes into a folder that is removed when that is asked for, and when somebody ends this process before. */
function removedAfter<T extends ChildProcess>(folder: string, start: () => T): { run: T; close: () => void } {
  const remove = () => {
    for (const signal of SIGNALS) process.off(signal, end);
    rmSync(folder, { recursive: true, force: true });
  };
  const end = (signal: NodeJS.Signals) => {
    const leave = () => {
      remove();
      process.kill(process.pid, signal);
    };
    if (writer.exitCode !== null || writer.signalCode !== null) leave();
    else writer.once('close', leave).kill(signal);
  };
  // Before it starts: from then on there is something to remove.
  for (const signal of SIGNALS) process.on(signal, end);
  const writer = start();
  return { run: writer, close: remove };
}

/** What the caller may have asked of a synth of their own: some clusters alone, and problems as JSON. */
const WHOLE = { CDK8S_THANOS_CLUSTERS: undefined, CDK8S_THANOS_OUTPUT: undefined };

function openRendered(rendered: string, app: string, output: string): Side {
  try {
    return { ...folderSide(rendered, output), name: 'a fresh synth' };
  } catch {
    throw new NoSide(
      `${app} (the app of cdk8s.yaml) rendered nothing into the folder that CDK8S_OUTDIR names. An outdir in code overrules it`,
    );
  }
}

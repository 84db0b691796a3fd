import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderSide } from './folder-side';
import type { Project } from './project';
import { NoSide, type Side } from './side';

/** What the project renders as it is now, in a folder that is gone afterwards. Nobody else's code runs. */
export function synthSide({ app, output }: Project): Side {
  if (app === undefined) throw new NoSide('cdk8s.yaml names no app to render with: name both sides to compare');
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-thanos-diff-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const rendered = join(folder, 'dist');
    // cdk8s starts the app by a shell too. What the app says to people is on standard error.
    const run = spawnSync(app, {
      shell: true,
      encoding: 'utf8',
      env: { ...process.env, ...WHOLE, CDK8S_OUTDIR: rendered },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 30,
    });
    if (run.error) throw run.error;
    if (run.status !== 0) {
      const said = [run.stderr, run.stdout].map((text) => text.trimEnd()).filter(Boolean);
      throw new NoSide([`${app} (the app of cdk8s.yaml) failed:`, ...said].join('\n'));
    }
    return { ...openRendered(rendered, app, output), close: async () => remove() };
  } catch (error) {
    remove();
    throw error;
  }
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

import { spawnSync } from 'node:child_process';
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/**
 * Says why a secret may not be written to a path; `undefined` when it may. Links are followed first. What git would track is
 * refused, and so is what stands below a `dist` folder or the output folder of synth.
 */
export function destinationProblem(path: string, outputFolder?: string): string | undefined {
  const real = realPath(path);
  if (real === undefined) return `${path} lies behind a link that leads nowhere. Write to a folder that exists`;
  const output = outputFolder && realPath(outputFolder);
  if (real.split(sep).includes('dist') || (output && `${real}${sep}`.startsWith(`${output}${sep}`))) {
    return `${path} lies in an output folder, where manifests without secrets belong. ${ELSEWHERE}`;
  }
  return gitProblem(path, real);
}

const ELSEWHERE = 'Write outside of the repository, or to a folder that git ignores';

/** A path with every link in it resolved, whether or not its end exists; `undefined` behind a dangling link. */
function realPath(path: string): string | undefined {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    if (lstatSync(absolute, { throwIfNoEntry: false }) !== undefined) return undefined;
    const parent = realPath(dirname(absolute));
    return parent && join(parent, basename(absolute));
  }
}

function gitProblem(path: string, real: string): string | undefined {
  const root = workTree(real);
  if (root === undefined) return undefined;
  // Without GIT_DIR and its like, which hooks set: they would make git answer for another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const answer = spawnSync('git', ['-C', root, 'check-ignore', '--quiet', '--', real], { env, stdio: 'ignore' });
  if (answer.status === 0) return undefined;
  if (answer.status === 1) return `${path} lies in the git repository ${root}, which would track it. ${ELSEWHERE}`;
  return `${path} lies in the git repository ${root}, and git did not say whether it ignores it. ${ELSEWHERE}`;
}

/** The nearest folder above a path that has a `.git`, which in a linked work tree is a file. */
function workTree(path: string): string | undefined {
  const parent = dirname(path);
  if (lstatSync(join(parent, '.git'), { throwIfNoEntry: false }) !== undefined) return parent;
  return parent === path ? undefined : workTree(parent);
}

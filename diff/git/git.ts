import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { NoSide } from '../side';

/** Git reads what is there, and does nothing else: no other program, no network, no question, no write. */
const OPTIONS = ['--no-pager', '--no-replace-objects', '-c', 'core.fsmonitor=false'];
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** What git answers; `undefined` where it fails. Arguments that users give must not begin with a dash. */
export function git(...args: readonly string[]): string | undefined {
  const run = spawnSync('git', [...OPTIONS, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...ENVIRONMENT },
    maxBuffer: 2 ** 30,
  });
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') {
    throw new NoSide('git is not installed: compare folders or files');
  }
  if (run.error) throw run.error;
  return run.status === 0 ? run.stdout : undefined;
}

/** Git as a process that is asked again and again. */
export function gitProcess(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...OPTIONS, ...args], { env: { ...process.env, ...ENVIRONMENT } });
}

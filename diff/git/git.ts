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
  const { status, stdout } = run(args);
  return status === 0 ? stdout : undefined;
}

/** Why there is no repository to ask; `undefined` where there is one. */
export function whyNoRepository(): string | undefined {
  const { status, stderr } = run(['rev-parse', '--git-dir']);
  if (status === 0) return undefined;
  if (stderr.includes('not a git repository')) return 'this folder is in no git repository';
  // Such as that the repository belongs to another user, and what to do then.
  return `git refuses this repository: ${stderr.trim()}`;
}

function run(args: readonly string[]) {
  const ended = spawnSync('git', [...OPTIONS, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...ENVIRONMENT },
    maxBuffer: 2 ** 30,
  });
  if (ended.error && 'code' in ended.error && ended.error.code === 'ENOENT') {
    throw new NoSide('is not there, and git, which would know a revision, is not installed');
  }
  if (ended.error) throw ended.error;
  return ended;
}

/** Git as a process that is asked again and again. */
export function gitProcess(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...OPTIONS, ...args], { env: { ...process.env, ...ENVIRONMENT } });
}

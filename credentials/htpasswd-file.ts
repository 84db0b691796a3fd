import { parse } from 'yaml';
import { type Controller, formatProblem, HTPASSWD_KEYS } from './controller';
import { formatOf } from './hash';
import { refuse, refuseAny } from './problem';

/** One line of an htpasswd file. */
export interface HtpasswdLine {
  readonly user: string;
  readonly hash: string;
}

/** Lines end in LF alone: Envoy takes a CR for a part of the hash. */
export function renderHtpasswd(lines: readonly HtpasswdLine[]): string {
  return lines.map(({ user, hash }) => `${user}:${hash}\n`).join('');
}

/**
 * Reads the users that stay: those of an htpasswd file, or of the Secret around it as `kubectl get secret -o yaml` or `-o json`
 * prints it, without the ones to drop.
 */
export function parseKept(text: string, controller: Controller, drop: readonly string[]): HtpasswdLine[] {
  const lines = htpasswdText(text)
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => parseLine(line, number));
  if (lines.length === 0) refuse('--keep holds no user. Give it an htpasswd file or the existing Secret');
  const users = lines.map(({ user }) => user);
  const kept = lines.filter(({ user }) => !drop.includes(user));
  refuseAny([
    ...drop
      .filter((user) => !users.includes(user))
      .map((user) => `--drop-user ${user}: --keep has no such user. It has: ${users.join(', ')}`),
    ...kept.map((line) => unreadable(line, controller)),
    ...repeated(kept.map(({ user }) => user)).map((user) => `--keep names the user ${user} twice. ${ONE_LINE_EACH}`),
  ]);
  return kept;
}

/** Why a user has one line, and a rotation a second user. */
export const ONE_LINE_EACH =
  'A user has one password at a time: nginx reads the first line, Traefik the last one, and Envoy refuses the file';

/** The values that occur more than once. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function parseLine(line: string, number: number): HtpasswdLine {
  const colon = line.indexOf(':');
  if (colon < 1 || formatOf(line.slice(colon + 1)) === undefined) {
    refuse(`Line ${number} of --keep is not a user and an apr1, bcrypt or sha1 hash. Keep only such lines`);
  }
  return { user: line.slice(0, colon), hash: line.slice(colon + 1) };
}

function unreadable({ user, hash }: HtpasswdLine, controller: Controller): string | undefined {
  const format = formatOf(hash);
  const problem = (format && formatProblem(controller, format)) ?? bcryptProblem(hash, controller);
  return problem && `The user ${user} of --keep cannot be kept. ${problem}. Drop it: --drop-user ${user}`;
}

/** The image of ingress-nginx is built on musl, whose crypt() knows fewer bcrypt hashes than others. */
function bcryptProblem(hash: string, controller: Controller): string | undefined {
  if (controller !== 'ingress-nginx' || formatOf(hash) !== 'bcrypt' || /^\$2[ay]\$(0[4-9]|1[01])\$/.test(hash)) {
    return undefined;
  }
  return 'ingress-nginx reads bcrypt hashes only as $2a$ or $2y$, with a cost of 4 to 11';
}

function htpasswdText(text: string): string {
  const secret = parseSecret(text);
  if (secret === undefined) return text;
  const keys = HTPASSWD_KEYS.filter((key) => typeof secret[key] === 'string');
  const value = keys.length === 1 ? secret[keys[0] ?? ''] : undefined;
  if (typeof value !== 'string') {
    refuse(
      `The Secret of --keep has ${keys.length} of the keys that hold users. Give one that has exactly one of ${HTPASSWD_KEYS.join(', ')}`,
    );
  }
  return Buffer.from(value, 'base64').toString('utf8');
}

/** The `data` of a Secret; `undefined` for what is no Kubernetes object. */
function parseSecret(text: string): Record<string, unknown> | undefined {
  const value = parseYaml(text);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind !== 'Secret') refuse('--keep is a Kubernetes object, but no Secret. Give it the Secret alone');
  return 'data' in value && typeof value.data === 'object' && value.data !== null ? { ...value.data } : {};
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

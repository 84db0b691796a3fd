import { randomBytes } from 'node:crypto';
import type { HashFormat } from './controller';
import { BCRYPT_LONGEST_PASSWORD } from './hash';
import { refuse } from './problem';

const SHORTEST = 12;

/** SHA-1 has no salt and no rounds: short passwords fall to a list of all of them. */
const SHORTEST_FOR_SHA1 = 20;

/** 32 random bytes as 43 characters that every header, URL, shell and YAML file takes as they are. */
export function generatePassword(): string {
  return randomBytes(32).toString('base64url');
}

/** The password in what was read: all of it, less the one line break that editors and `echo` put at the end. */
export function parsePassword(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    return refuse('The password is not UTF-8 text. Write it with an editor, or leave it to --generate');
  }
}

/** Says why a password that was read cannot be used; `undefined` when it can. Never quotes it. */
export function passwordProblem(password: string, format: HashFormat): string | undefined {
  const shortest = format === 'sha1' ? SHORTEST_FOR_SHA1 : SHORTEST;
  if (password === '') return 'The password is empty. Write one, or leave it to --generate';
  if (/[\r\n]/.test(password)) {
    return 'The password has more than one line. Give one line, with at most one line break at its end';
  }
  if (/\p{Cc}/u.test(password))
    return 'The password holds a control character, which HTTP does not carry. Leave it out';
  if (password !== password.trim()) {
    return 'The password starts or ends with white space or a byte order mark, which some clients cut off. Leave it out';
  }
  if ([...password].length < shortest) {
    return `The password is shorter than ${shortest} characters, the least for ${format} hashes. Write a longer one, or leave it to --generate`;
  }
  if (format === 'bcrypt' && Buffer.byteLength(password) > BCRYPT_LONGEST_PASSWORD) {
    return `The password is longer than ${BCRYPT_LONGEST_PASSWORD} bytes, and bcrypt ignores the rest. Write a shorter one, or take --format apr1`;
  }
  return undefined;
}

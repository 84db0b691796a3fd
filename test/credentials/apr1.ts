import { createHash } from 'node:crypto';

const DIGITS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const md5 = (...parts: (Buffer | string)[]) =>
  createHash('md5')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest();

/** Apache's MD5 hash, written from its description and not from the package under test: `$apr1$<salt>$<digest>`. */
export function apr1(password: string, salt: string): string {
  const secret = Buffer.from(password, 'utf8');
  const inner = md5(secret, salt, secret);
  const stretched = Buffer.alloc(secret.length, inner);
  const bits: Buffer[] = [];
  for (let length = secret.length; length > 0; length >>= 1) {
    bits.push(length & 1 ? Buffer.from([0]) : secret.subarray(0, 1));
  }
  let digest = md5(secret, '$apr1$', salt, stretched, ...bits);
  for (let round = 0; round < 1000; round++) {
    digest = md5(
      round & 1 ? secret : digest,
      round % 3 ? salt : '',
      round % 7 ? secret : '',
      round & 1 ? digest : secret,
    );
  }
  const groups = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]];
  return `$apr1$${salt}$${groups.map((group) => base64(group.map((index) => digest[index] ?? 0))).join('')}`;
}

/** Three bytes as four digits, and one byte as two, the lowest first. */
function base64(bytes: readonly number[]): string {
  const value = bytes.reduce((sum, byte) => (sum << 8) | byte, 0);
  return Array.from({ length: bytes.length + 1 }, (_, place) => DIGITS[(value >> (6 * place)) & 63]).join('');
}

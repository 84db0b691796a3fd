import { createHash, randomBytes } from 'node:crypto';
import type { User } from './client';

/** A user with a password of his own. */
export const makeUser = (name: string): User => ({ name, password: randomBytes(24).toString('hex') });

/** His line as `htpasswd -s` writes it, which all edges read. */
export function htpasswdLine({ name, password }: User): string {
  return `${name}:{SHA}${createHash('sha1').update(password).digest('base64')}\n`;
}

import { createHash } from 'node:crypto';

/** Whether git would give bytes an id, in repositories of either kind. Filters, such as those for the ends of lines, are not applied. */
export function hasBlobId(bytes: Buffer, id: string): boolean {
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === id;
}

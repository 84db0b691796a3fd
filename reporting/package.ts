import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What package.json says of this program. */
export const PACKAGE: { readonly name: string; readonly version: string } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
);

/** Where people read a page of `docs/`, as it is in the package of this version. */
export function pageUrl(page: string): string {
  return `https://unpkg.com/${PACKAGE.name}@${PACKAGE.version}/docs/${page}`;
}

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from '../lint/setup';
import { diffOf } from './outputs/setup';

const root = join(__dirname, '..', '..', '..');
const EXAMPLE = /(<!-- made by npm run rules -->\n```text\n).*?(```\n)/s;
const JSON_EXAMPLE = /(<!-- made by npm run rules -->\n```json\n).*?(```\n)/s;

/** What somebody changes in the rendered manifests of examples/tenants. */
const CHANGES = [
  ['--retention.resolution-raw=180d', '--retention.resolution-raw=30d'],
  ['storage: 50Gi', 'storage: 100Gi'],
] as const;

/** docs/diff.md, as it should be: its examples are what the command prints. */
export async function diffPage(): Promise<string> {
  const page = readFileSync(join(root, 'docs', 'diff.md'), 'utf8');
  const base = join(root, 'examples', 'tenants', 'dist');
  const head = folderOf({});
  cpSync(base, head, { recursive: true });
  const file = join(head, 'hub', 'thanos.k8s.yaml');
  let manifests = readFileSync(file, 'utf8');
  for (const [before, after] of CHANGES) {
    assert.ok(manifests.includes(before) && page.includes(before) && page.includes(after), before);
    manifests = manifests.replace(before, after);
  }
  writeFileSync(file, manifests);
  assert.match(page, EXAMPLE);
  const example = await diffOf(base, head, { output: 'text' });
  assert.match(page, JSON_EXAMPLE);
  const { changes }: { changes: unknown[] } = JSON.parse(
    (await diffOf(base, head, { output: 'json' })).replaceAll(JSON.stringify(head).slice(1, -1), 'dist'),
  );
  const change = `${JSON.stringify(changes[0], undefined, 2)}\n`;
  return page
    .replace(EXAMPLE, (_, start: string, end: string) => start + example + end)
    .replace(JSON_EXAMPLE, (_, start: string, end: string) => start + change + end);
}

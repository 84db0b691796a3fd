import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { writeRequest } from '../../samples/remote-write';
import type { Door } from './door';

const SERIES = 1500;
const NUMBERS = 100;
const SECOND = 1000;

/** One request beyond what ingress-nginx takes by itself, of bodies (1 MiB) and of addresses (8 KiB). */
export async function writeAndReadMuch(e2e: E2e, { edge, user }: Door): Promise<void> {
  const tenant = 'bulk';
  const writer = e2e.writer({ metric: 'bulk', series: SERIES, user, tenant }, edge);
  const now = Date.now();
  await writer.backfill(Array.from({ length: NUMBERS }, (_, index) => now - (NUMBERS - index) * SECOND));
  assert.deepEqual([writer.refused, writer.repeated], [[], {}]);
  const reader = e2e.reader(user, `query.${e2e.domain}`, edge);
  const samples = await e2e.readBack(reader, writer, { tenant });
  const selector = `count(bulk{series=~"${writer.series.join('|')}"})`;
  assert.equal(await reader.number(selector, { tenant }), SERIES);
  const size = writeRequest(
    writer.series.map((series) => ({ __name__: 'bulk', series })),
    writer.written,
  ).length;
  const kibibytes = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
  e2e.evidence.push({
    what: 'written through Traefik in one request',
    samples,
    seen: `${kibibytes(size)}; a query of ${kibibytes(encodeURIComponent(selector).length)} in its address is answered`,
  });
}

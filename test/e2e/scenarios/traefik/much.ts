import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { writeRequest } from '../../samples/remote-write';
import type { Door } from './door';

const METRIC = 'bulk';
const SERIES = 1500;
const NUMBERS = 20;
/** What many labels of an application come to. */
const LABELS = { padding: 'x'.repeat(1000) };
const SECOND = 1000;
/** What ingress-nginx takes of a body, and of an address, where nobody tells it otherwise. */
const LIMITS = { body: 1024 * 1024, address: 8 * 1024 };

/** One request beyond what other edges take by themselves. */
export async function writeAndReadMuch(e2e: E2e, { edge, user }: Door): Promise<void> {
  const tenant = METRIC;
  const writer = e2e.writer({ metric: METRIC, series: SERIES, labels: LABELS, user, tenant }, edge);
  const now = Date.now();
  await writer.backfill(Array.from({ length: NUMBERS }, (_, index) => now - (NUMBERS - index) * SECOND));
  assert.deepEqual([writer.refused, writer.repeated], [[], {}]);
  const series = writer.series.map((each) => ({ ...LABELS, __name__: METRIC, series: each }));
  const body = writeRequest(series, writer.written).length;
  const reader = e2e.reader(user, `query.${e2e.domain}`, edge);
  const samples = await e2e.readBack(reader, writer, { tenant });
  const query = `count(${METRIC}{series=~"${writer.series.join('|')}"})`;
  assert.equal(await reader.number(query, { tenant }), SERIES);
  const address = encodeURIComponent(query).length;
  assert.ok(body > LIMITS.body && address > LIMITS.address, `${body} and ${address} bytes`);
  e2e.evidence.push({
    what: `written through Traefik in one request of ${Math.round(body / 1024)} KiB`,
    samples,
    seen: `a query of ${Math.round(address / 1024)} KiB in its address is answered`,
  });
}

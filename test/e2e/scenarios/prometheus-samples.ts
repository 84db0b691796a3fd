import assert from 'node:assert/strict';
import type { E2e } from '../e2e';
import type { ReadSeries } from '../samples/account';
import type { QueryOptions, ThanosReader } from '../samples/reader';

/** Labels that remote write and receive add. */
const ADDED = /^(cluster|datacenter|prometheus|prometheus_replica|tenant_id|receive|receive_.*)$/;

export interface Stretch extends Pick<QueryOptions, 'tenant'> {
  /** Where `prometheus-prometheus-0` is. */
  readonly namespace: string;
  /** Names of the metrics that it sends on, as a regular expression. */
  readonly sent: string;
  /** External labels of that Prometheus. */
  readonly labels: Readonly<Record<string, string>>;
  /** The end. Unit: Unix time in seconds. */
  readonly time: number;
  /** How long it is. */
  readonly seconds: number;
}

/** Prometheus' own samples of a stretch of time, one by one, against what the query frontend answers for it. Returns how many. */
export async function compareStretch(e2e: E2e, reader: ThanosReader, stretch: Stretch): Promise<number> {
  const { namespace, sent, labels, time, seconds, tenant } = stretch;
  const selector = (more: string) => `{__name__=~"${sent}"${more}}[${seconds}s]`;
  const external = Object.entries(labels).map(([name, value]) => `,${name}="${value}"`);
  return await e2e.until(
    'the same samples in both',
    async () => {
      const search = new URLSearchParams({ query: selector(''), time: `${time}` });
      const text = await e2e.kubectl.fromPod(namespace, 'prometheus-prometheus-0', 9090, `/api/v1/query?${search}`);
      const { data } = JSON.parse(text) as { data: { result: ReadSeries[] } };
      const local = flat(data.result);
      const there = flat(await reader.samples(selector(external.join('')), { time, tenant }));
      assert.ok(local.length > 0, 'Prometheus has none');
      assert.deepEqual(there, local, `Prometheus has ${local.length} samples, Thanos ${there.length}`);
      return local.length;
    },
    { seconds: 60, everySeconds: 2 },
  );
}

/** Each sample with its time, its value and the labels that Prometheus itself knows. */
function flat(series: readonly ReadSeries[]): string[] {
  return series
    .flatMap(({ metric, values }) => {
      const labels = Object.entries(metric).filter(([name]) => !ADDED.test(name));
      const key = JSON.stringify(labels.sort(([a], [b]) => (a < b ? -1 : 1)));
      return values.map(([time, value]) => `${key} ${time} ${value}`);
    })
    .sort();
}

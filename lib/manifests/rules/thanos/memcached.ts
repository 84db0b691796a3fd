import { workloadsAt } from '../../address';
import { byteCount } from '../../byte-count';
import type { Inventory } from '../../inventory';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asList, asText, at } from '../../value';
import type { Container } from '../../workload';

const CACHES = [
  'index-cache.config',
  'store.caching-bucket.config',
  'query-range.response-cache-config',
  'labels.response-cache-config',
];
const MEBIBYTE = 1024 * 1024;

/** Items that Thanos sends to memcached, and memcached refuses. */
export const memcachedItemSize: ManifestRule = {
  rule: 'THANOS-034',
  check: (cluster) =>
    [...cluster.running('store'), ...cluster.running('query-frontend')].flatMap((process) =>
      CACHES.flatMap((flag) => itemSizeProblem(cluster, process, flag)),
    ),
};

function itemSizeProblem(cluster: Inventory, process: ThanosProcess, flag: string): Finding[] {
  const cache = process.config(flag);
  if (asText(at(cache, 'type'))?.toUpperCase() !== 'MEMCACHED') return [];
  const written = at(cache, 'config', 'max_item_size');
  const largest = written === undefined ? MEBIBYTE : byteCount(written);
  if (largest === undefined) return [];
  const servers = asList(at(cache, 'config', 'addresses'))
    .flatMap((address) =>
      typeof address === 'string' ? workloadsAt(cluster, address, process.workload.namespace) : [],
    )
    .flatMap(({ object, containers }) =>
      containers.flatMap((container) => {
        const limit = serverLimit(container);
        return limit === undefined ? [] : [{ object, limit }];
      }),
    );
  const smaller = servers.find(({ limit }) => largest === 0 || limit < largest);
  if (!smaller) return [];
  return [
    {
      object: process.workload.object,
      what: `--${flag} sends items of ${largest === 0 ? 'any size' : `up to ${largest} bytes`} to ${nameOf(smaller.object)}, which keeps none over ${smaller.limit} bytes: the largest, which cost most, are sent and refused each time`,
      fix: `Start memcached with -I ${Math.ceil((largest || 5 * MEBIBYTE) / MEBIBYTE)}m, or write max_item_size: ${smaller.limit}B`,
      related: [smaller.object],
    },
  ];
}

const FACTORS: Readonly<Record<string, number>> = { k: 1024, m: MEBIBYTE, g: 1024 * MEBIBYTE };

/** The largest item of a memcached server; `undefined` for other containers, and where a script starts it. */
function serverLimit({ image, command, args }: Container): number | undefined {
  if (!/(^|\/)memcached([:@]|$)/.test(image)) return undefined;
  if (command.length > 0 && !/(^|\/)memcached$/.test(command[0] ?? '')) return undefined;
  const words = [...command, ...args].join(' ');
  if (words.includes('$')) return undefined;
  const [, number, unit = ''] = /(?:^|\s)(?:-I|--max-item-size)[=\s]*(\d+)([kmgKMG]?)/.exec(words) ?? [];
  return number === undefined ? MEBIBYTE : Number(number) * (FACTORS[unit.toLowerCase()] ?? 1);
}

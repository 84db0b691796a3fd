import { type CacheServer, cacheServers } from '../../cache-servers';
import type { Inventory } from '../../inventory';
import { keyOf, nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { bucketAddress, objectStoresOf } from '../../object-store';
import { isSameServer, type ServerAddress, serverAddress } from '../../server-address';
import type { ThanosProcess } from '../../thanos-process';

/** Kept apart by their keys. */
const RESPONSES = ['query-range.response-cache-config', 'labels.response-cache-config'];
const CACHING_BUCKET = 'store.caching-bucket.config';

/** Answers of different queriers under the same keys. */
export const sharedResponses: ManifestRule = {
  rule: 'THANOS-566',
  check: (cluster) =>
    laterOf(cluster.running('query-frontend'), (frontend, earlier) => {
      if (!asksAnother(cluster, frontend, earlier)) return undefined;
      for (const flag of RESPONSES) {
        const server = sharedServer(cluster, flag, frontend, earlier);
        if (server === undefined) continue;
        return {
          what: `--${flag} keeps answers ${server}, as does that of ${nameOf(earlier.workload.object)} in front of another querier: their keys say who asks what, and not which Thanos, so each answers with series of the other`,
          fix: 'Give each servers of its own, or on one Redis a db of its own: a query frontend ignores the prefix',
        };
      }
      return undefined;
    }),
};

/** Lists of different buckets under the same key. */
export const sharedBlockLists: ManifestRule = {
  rule: 'THANOS-567',
  check: (cluster) => {
    const buckets = new Map(objectStoresOf(cluster).map((store) => [store.process, bucketAddress(store)]));
    return laterOf(cluster.running('store'), (gateway, earlier) => {
      const [bucket, other] = [buckets.get(gateway), buckets.get(earlier)];
      if (bucket === undefined || other === undefined || bucket === other) return undefined;
      if (!hasSameKeys(gateway, earlier)) return undefined;
      const server = sharedServer(cluster, CACHING_BUCKET, gateway, earlier);
      if (server === undefined) return undefined;
      return {
        what: `--${CACHING_BUCKET} keeps the list of blocks ${server}, as does that of ${nameOf(earlier.workload.object)} for another bucket: the key of a list has a hash of this configuration and its path, which both have alike, so each finds the blocks of the other, and misses its own`,
        fix: 'Give each servers of its own, or a setting of its own, for example blocks_iter_ttl: 301s; all other keys hold the id of a block, and may be shared',
      };
    });
  },
};

/** What is wrong between a process and the first of those before it with which something is. */
function laterOf(
  processes: readonly ThanosProcess[],
  compare: (process: ThanosProcess, earlier: ThanosProcess) => Pick<Finding, 'what' | 'fix'> | undefined,
): Finding[] {
  return processes.flatMap((process, index): Finding[] => {
    const { object } = process.workload;
    for (const earlier of processes.slice(0, index)) {
      // Of two objects of one name, the second replaces the first.
      if (keyOf(earlier.workload.object) === keyOf(object)) continue;
      const found = compare(process, earlier);
      if (found) return [{ object, ...found, related: [earlier.workload.object] }];
    }
    return [];
  });
}

/** Where both caches keep what the flag is about, as words of a message; `undefined` where nothing is shared. */
function sharedServer(cluster: Inventory, flag: string, one: ThanosProcess, other: ThanosProcess): string | undefined {
  const others = serversOf(other, flag);
  const shared = serversOf(one, flag).find((server) =>
    others.some((each) => each.keys === server.keys && isSameServer(cluster, server, each)),
  );
  if (!shared) return undefined;
  return one.configSource(flag)?.kind === 'Secret' ? 'on servers' : `on ${shared.address}`;
}

function serversOf(process: ThanosProcess, flag: string): readonly CacheServer[] {
  return cacheServers(process.config(flag), process.workload.namespace);
}

/** Whether two query frontends ask different queriers, as far as the addresses tell. */
function asksAnother(cluster: Inventory, one: ThanosProcess, other: ThanosProcess): boolean {
  const [first, second] = [querierOf(one), querierOf(other)];
  return first !== undefined && second !== undefined && !isSameServer(cluster, first, second);
}

function querierOf(frontend: ThanosProcess): ServerAddress | undefined {
  const url = frontend.flag('query-frontend.downstream-url') ?? 'http://localhost:9090';
  if (!URL.canParse(url) || url.includes('$(')) return undefined;
  const { protocol, hostname, port } = new URL(url);
  return serverAddress(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`, frontend.workload.namespace);
}

/** Whether the caching buckets of two store gateways name a list of blocks alike: their hash is of these bytes. */
function hasSameKeys(one: ThanosProcess, other: ThanosProcess): boolean {
  const text = one.configText(CACHING_BUCKET);
  const path = (process: ThanosProcess) => process.flag(`${CACHING_BUCKET}-file`);
  return text !== undefined && text === other.configText(CACHING_BUCKET) && path(one) === path(other);
}

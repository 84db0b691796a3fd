import { cacheServers } from '../manifests/cache-servers';
import type { Cache } from '../thanos/cache/cache';
import { ThanosQueryFrontend } from '../thanos/query-frontend';
import { ThanosStoreGateway } from '../thanos/store-gateway';
import { type FleetCheck, unlessInOneCluster } from './fleet-check';

/** Queriers of two clusters are different ones. Those of one cluster are seen in its manifests. */
export const sharedResponses: FleetCheck = {
  facts: (construct) => {
    if (!(construct instanceof ThanosQueryFrontend)) return [];
    return Object.entries(construct.caches).flatMap(([kept, cache]) =>
      serversOf(cache).map(({ place, address }) => ({ key: `${kept} ${place}`, value: address })),
    );
  },
  compare: unlessInOneCluster(({ value }, first) => ({
    rule: 'THANOS-566',
    what: `Its answers are kept on ${value}, as are those of ${first.path} in cluster ${first.cluster}: their keys say who asks what, and not which Thanos, so each answers with series of the other`,
    fix: 'Give each servers of its own, or on one Redis a db of its own',
  })),
};

/** Caching buckets with one configuration list their blocks under one key. */
export const sharedBlockLists: FleetCheck = {
  facts: (construct) => {
    if (!(construct instanceof ThanosStoreGateway)) return [];
    const { bucket, cachingBucket } = construct;
    const address = bucket?.objstore.address;
    if (!cachingBucket || address === undefined) return [];
    const config = JSON.stringify(configOf(cachingBucket));
    return serversOf(cachingBucket).map(({ place }) => ({ key: `${place} ${config}`, value: address }));
  },
  compare: (own, first) =>
    own.cluster === first.cluster || own.value === first.value
      ? undefined
      : {
          rule: 'THANOS-567',
          what: `Its caching bucket lists ${own.value}, and that of ${first.path} in cluster ${first.cluster} lists ${first.value}, on the same servers with the same options: the key of a list has a hash of these, and not of the bucket, so each finds the blocks of the other, and misses its own`,
          fix: "Give each servers of its own, or an option of its own, for example blocksIterTtl: '301s'; all other keys hold the id of a block, and may be shared",
        },
};

/** The servers of a cache that are the same ones for every cluster. */
function serversOf(cache: Cache | null): { readonly place: string; readonly address: string }[] {
  if (!cache) return [];
  return cacheServers(configOf(cache), '')
    .filter(({ within }) => within === 'everywhere')
    .map(({ keys, host, port, address }) => ({ place: `${keys} ${host}:${port}`, address }));
}

/** As Thanos parses it. */
function configOf(cache: Cache): object {
  return cache.bind('cache').config;
}

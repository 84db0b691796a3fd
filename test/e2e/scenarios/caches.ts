import assert from 'node:assert/strict';
import { CachingBucket, type ClusterThanosProps, IndexCache, ResponseCache } from '../../../lib';
import { type CacheServers, cacheNeeds, cacheServers, REDIS_PASSWORD } from '../caches/servers';
import type { Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import { account, assertExact } from '../samples/account';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { edgeExposure, smallStack } from './small-stack';

type Kind = keyof CacheServers;
const KINDS: readonly Kind[] = ['memcached', 'redis'];
/** New blocks are to be seen at once. */
const SOON = { blocksIterTtl: '1s', metafileDoesntExistTtl: '1s' } as const;
const MINUTE = 60_000;
const SERIES = 10;
/** Minutes that are written, an hour ago: answers about the last moments are not kept. */
const MINUTES = 90;

/** Everything that can be cached, once on memcached and once on Redis. */
export const caches: Scenario = {
  id: 'caches',
  title: 'Caches on memcached and on Redis',
  needs: cacheNeeds,
  async run(e2e) {
    const users = await e2e.step('make credentials and buckets', async () => {
      const made: User[] = [];
      for (const kind of KINDS) {
        await e2e.objectStore(e2e.namespace(kind));
        made.push(await e2e.credentials(e2e.namespace(kind)));
      }
      await e2e.secret(e2e.namespace('redis'), 'redis', { password: REDIS_PASSWORD });
      return made;
    });
    const servers = await e2e.step('start the servers', () => cacheServers(e2e));
    await e2e.step('the servers are ready', () => e2e.waitReady());
    await e2e.step('apply both stacks', () => applyStacks(e2e, servers));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const writers = KINDS.map((kind, index) => {
      const user = users[index];
      assert.ok(user);
      return e2e.writer({ metric: 'numbered', series: SERIES, user, host: `receive.${domainOf(e2e, kind)}` });
    });
    const start = Math.floor(Date.now() / MINUTE - MINUTES - 60) * MINUTE;
    await e2e.step('write, and restart the ingestors: blocks are in the bucket', async () => {
      await Promise.all(writers.map((writer) => writer.backfill(minutes(start))));
      await Promise.all(KINDS.map((kind) => upload(e2e, kind)));
    });
    for (const [index, kind] of KINDS.entries()) {
      const writer = writers[index];
      assert.ok(writer);
      await e2e.step(`${kind}: ask until everything is kept`, () => fill(e2e, kind, writer));
      await e2e.step(`${kind}: new pods`, () => restartReaders(e2e, kind));
      await e2e.step(`${kind}: asked again, new pods find it there`, () => assertHits(e2e, kind, writer));
    }
  },
};

const domainOf = (e2e: E2e, kind: Kind) => e2e.domainIn(`edge-${kind}`);
const minutes = (start: number) => Array.from({ length: MINUTES }, (_, minute) => start + minute * MINUTE);

function cachesOn(
  e2e: E2e,
  kind: Kind,
  servers: CacheServers,
): Pick<ClusterThanosProps, 'storeGateway' | 'queryFrontend'> {
  const addresses = [servers[kind]];
  if (kind === 'memcached') {
    return {
      storeGateway: {
        indexCache: IndexCache.memcached({ addresses }),
        cachingBucket: CachingBucket.memcached({ addresses, ...SOON }),
      },
      queryFrontend: {
        queryRange: { cache: ResponseCache.memcached({ addresses, expiration: '1h' }) },
        labelRequests: { cache: ResponseCache.memcached({ addresses, expiration: '1h' }) },
      },
    };
  }
  const passwordSecret = { name: 'redis', key: 'password' };
  const store = { addresses, passwordSecret, prefix: e2e.namespace('redis') };
  const frontend = { addresses, passwordSecret, expiration: '1h' } as const;
  return {
    storeGateway: { indexCache: IndexCache.redis(store), cachingBucket: CachingBucket.redis({ ...store, ...SOON }) },
    queryFrontend: {
      queryRange: { cache: ResponseCache.redis(frontend) },
      labelRequests: { cache: ResponseCache.redis(frontend) },
    },
  };
}

async function applyStacks(e2e: E2e, servers: CacheServers): Promise<void> {
  await e2e.apply((fleet) => {
    const cluster = fleet.addCluster('caches');
    for (const kind of KINDS) {
      const { storeGateway, queryFrontend } = cachesOn(e2e, kind, servers);
      cluster.addThanos({
        ...smallStack(e2e, { namespace: kind }),
        name: kind,
        storeGateway: { ...storeGateway, syncInterval: '5s' },
        queryFrontend: { ...queryFrontend, replicas: 1 },
        exposure: edgeExposure(e2e, domainOf(e2e, kind)),
      });
    }
  });
}

/** An ingestor that stops uploads what it has. */
async function upload(e2e: E2e, kind: Kind): Promise<void> {
  const namespace = e2e.namespace(kind);
  await e2e.kubectl.run(['delete', 'pod', `${kind}-receive-0`, `--namespace=${namespace}`]);
  await e2e.waitReady();
  await e2e.until(
    'blocks in the store gateway',
    async () => {
      const loaded = await e2e.metric(namespace, `${kind}-storegateway-0`, 'thanos_bucket_store_blocks_loaded');
      assert.ok(loaded, `${loaded} blocks`);
    },
    { seconds: 60 },
  );
}

/** One request of each sort that has a cache: a graph, a variable, a selector. What the first and the last answer is what was written. */
async function askEverything(e2e: E2e, kind: Kind, writer: CountedWriter) {
  const { user } = writer.props;
  assert.ok(user);
  const reader = e2e.reader(user, `query.${domainOf(e2e, kind)}`);
  const [first, last] = [writer.written.at(0)?.timestamp ?? 0, writer.written.at(-1)?.timestamp ?? 0];
  const range = { start: first / 1000, end: last / 1000, step: MINUTE / 1000 };
  const graph = account(writer, await reader.range(writer.props.metric, range));
  assertExact(graph);
  const parameters = { start: `${range.start}`, end: `${range.end}`, 'match[]': writer.props.metric };
  assert.deepEqual(await reader.labelValues('series', { parameters }), writer.series);
  return { graph, selected: await e2e.readBack(reader, writer) };
}

/** Hits of each cache of a stack, by what it is for, as its pods have counted them since they started. */
async function hitsOf(e2e: E2e, kind: Kind) {
  const namespace = e2e.namespace(kind);
  const [frontend] = await e2e.kubectl.list<Pod>('pods', namespace, 'app.kubernetes.io/component=query-frontend');
  assert.ok(frontend);
  const count = async (pod: string, name: string, label?: string) =>
    (await e2e.metric(namespace, pod, name, 10902, label)) ?? 0;
  const store = `${kind}-storegateway-0`;
  const answers = (tripperware: string) =>
    count(frontend.metadata.name, 'cortex_cache_hits_total', `tripperware="${tripperware}"`);
  return {
    index: await count(store, 'thanos_store_index_cache_hits_total'),
    chunks: await count(store, 'thanos_store_bucket_cache_operation_hits_total', 'config="chunks"'),
    graphs: await answers('query_range'),
    variables: await answers('labels'),
  };
}

/** Writes to caches are not waited for: asks until each has answered something. */
async function fill(e2e: E2e, kind: Kind, writer: CountedWriter): Promise<void> {
  await e2e.until(
    'hits of each cache',
    async () => {
      await askEverything(e2e, kind, writer);
      const hits = await hitsOf(e2e, kind);
      assert.ok(
        Object.values(hits).every((count) => count > 0),
        JSON.stringify(hits),
      );
    },
    { seconds: 60 },
  );
}

async function restartReaders(e2e: E2e, kind: Kind): Promise<void> {
  const selector = `app.kubernetes.io/component in (storegateway, query-frontend)`;
  await e2e.kubectl.run(['delete', 'pods', `--selector=${selector}`, `--namespace=${e2e.namespace(kind)}`]);
  await e2e.waitReady();
}

/** Pods that have answered nothing yet hold nothing themselves: what they hit is on the servers. */
async function assertHits(e2e: E2e, kind: Kind, writer: CountedWriter): Promise<void> {
  assert.deepEqual(await hitsOf(e2e, kind), { index: 0, chunks: 0, graphs: 0, variables: 0 });
  // A querier finds the new store gateway by DNS. Its first questions already have to hit: a second one would hit what the first left.
  const { selected, graph } = await e2e.until(
    'the new store gateway is asked',
    async () => {
      const answers = await askEverything(e2e, kind, writer);
      const store = [e2e.namespace(kind), `${kind}-storegateway-0`] as const;
      assert.ok(await e2e.metric(...store, 'thanos_store_index_cache_requests_total'), 'it has not been asked');
      return answers;
    },
    { seconds: 60 },
  );
  const hits = await hitsOf(e2e, kind);
  assert.ok(
    Object.values(hits).every((count) => count > 0),
    JSON.stringify(hits),
  );
  const seen = Object.entries(hits).map(([what, count]) => `${what} ${count}`);
  e2e.evidence.push({
    what: `${kind}: pods of store gateway and query frontend replaced; a graph, a variable and a selector asked again`,
    samples: selected,
    seen: `hits of the new pods: ${seen.join(', ')}; the graph has the same ${graph.readBack} samples`,
  });
}

import assert from 'node:assert/strict';
import { CachingBucket, type ClusterThanosProps, IndexCache, ResponseCache } from '../../../lib';
import { type CacheServers, cacheNeeds, cacheServers, REDIS_PASSWORD } from '../caches/servers';
import type { Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import { account, assertExact } from '../samples/account';
import type { ThanosReader } from '../samples/reader';
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

/** A stack whose caches are all of one kind, and who writes to it and asks it. */
interface Stack {
  readonly kind: Kind;
  readonly writer: CountedWriter;
  readonly reader: ThanosReader;
}

/** Who is asked, as a querier lists it. */
interface Endpoint {
  readonly name: string;
  readonly lastError: unknown;
}

/** Everything that can be cached, once on memcached and once on Redis. */
export const caches: Scenario = {
  id: 'caches',
  title: 'Caches on memcached and on Redis',
  needs: cacheNeeds,
  async run(e2e) {
    const stacks = await e2e.step('make credentials and buckets', async () => {
      // Servers that were given keep what earlier runs asked, for whoever asks the same.
      const metric = `numbered_${Date.now()}`;
      const made: Stack[] = [];
      for (const kind of KINDS) {
        await e2e.objectStore(e2e.namespace(kind));
        const user = await e2e.credentials(e2e.namespace(kind));
        const host = `receive.${domainOf(e2e, kind)}`;
        const writer = e2e.writer({ metric, series: SERIES, user, host });
        made.push({ kind, writer, reader: e2e.reader(user, `query.${domainOf(e2e, kind)}`) });
      }
      await e2e.secret(e2e.namespace('redis'), 'redis', { password: REDIS_PASSWORD });
      return made;
    });
    const both = (work: (stack: Stack) => Promise<void>) => Promise.all(stacks.map(work));
    const servers = await e2e.step('start the servers', () => cacheServers(e2e));
    await e2e.step('the servers are ready', () => e2e.waitReady());
    await e2e.step('apply both stacks', () => applyStacks(e2e, servers));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const start = Math.floor(Date.now() / MINUTE - MINUTES - 60) * MINUTE;
    await e2e.step('write, and restart the ingestors: blocks are in the bucket', async () => {
      await both(({ writer }) => writer.backfill(minutes(start)));
      await both(({ kind }) => upload(e2e, kind));
    });
    await e2e.step('ask until everything is kept', () => both((stack) => fill(e2e, stack)));
    await e2e.step('new pods', () => both(({ kind }) => restartReaders(e2e, kind)));
    await e2e.step('asked again, new pods find it on the servers', () => both((stack) => assertHits(e2e, stack)));
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
  await untilAsked(e2e, kind);
}

/** One request of each sort that has a cache: a graph, a variable, a selector. What the first and the last answer is what was written. */
async function askEverything(e2e: E2e, { writer, reader }: Stack) {
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
async function fill(e2e: E2e, stack: Stack): Promise<void> {
  await e2e.until(
    'hits of each cache',
    async () => {
      await askEverything(e2e, stack);
      const hits = await hitsOf(e2e, stack.kind);
      assert.ok(
        Object.values(hits).every((count) => count > 0),
        JSON.stringify(hits),
      );
    },
    { seconds: 60 },
  );
}

/** Replaces the pods with caches. */
async function restartReaders(e2e: E2e, kind: Kind): Promise<void> {
  const selector = `app.kubernetes.io/component in (storegateway, query-frontend)`;
  await e2e.kubectl.run(['delete', 'pods', `--selector=${selector}`, `--namespace=${e2e.namespace(kind)}`]);
  await e2e.waitReady();
  await untilAsked(e2e, kind);
}

/**
 * Waits until the querier asks the pods that there are, whose addresses it looks up now and then. An answer without one of them would
 * be kept by the caches.
 */
async function untilAsked(e2e: E2e, kind: Kind): Promise<void> {
  const namespace = e2e.namespace(kind);
  const podOf = async (component: string) => {
    const [pod] = await e2e.kubectl.list<Pod>('pods', namespace, `app.kubernetes.io/component=${component}`);
    assert.ok(pod?.status.podIP, component);
    return { name: pod.metadata.name, address: `${pod.status.podIP}:10901` };
  };
  const [querier, receiver, store] = [await podOf('query'), await podOf('receive'), await podOf('storegateway')];
  await e2e.until(
    "the pods among the querier's endpoints",
    async () => {
      const text = await e2e.kubectl.fromPod(namespace, querier.name, 10902, '/api/v1/stores');
      const { data } = JSON.parse(text) as { data: Readonly<Record<string, readonly Endpoint[] | undefined>> };
      const asked = (type: string) =>
        (data[type] ?? []).filter(({ lastError }) => lastError === null).map(({ name }) => name);
      assert.deepEqual([asked('receive'), asked('store')], [[receiver.address], [store.address]]);
    },
    { seconds: 90 },
  );
}

/** Pods that have answered nothing yet hold nothing themselves: what they hit is on the servers. */
async function assertHits(e2e: E2e, stack: Stack): Promise<void> {
  const { kind } = stack;
  assert.deepEqual(await hitsOf(e2e, kind), { index: 0, chunks: 0, graphs: 0, variables: 0 });
  const { selected, graph } = await askEverything(e2e, stack);
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

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { type IngestorReplicas, suppressRule } from '../../../lib';
import type { KubernetesObject, Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { Scenario } from '../scenario';
import { blocksOf, SHORT_BLOCKS } from './short-blocks';
import { smallStack } from './small-stack';
import { acknowledgedMore, answersOf, underSteadyWrite } from './steady-write';

const ROUTER = 'app.kubernetes.io/component=receive-router';
const QUERIER = 'app.kubernetes.io/component=query';
/** The pod that comes and goes. */
const NEWEST = 'thanos-receive-ingestor-2';

/**
 * docs/hashring.md, step by step, from two pods to three and back. Each sample is in one pod alone, so that no other copy hides a loss.
 */
export const hashring: Scenario = {
  id: 'hashring',
  title: 'Growing and shrinking the ring by the documented steps',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(thanos);
    });
    let rendered = await e2e.step('apply two ingestors', () => applyStack(e2e, 2));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const change = async (replicas: IngestorReplicas, expected: string) => {
      const before = rendered;
      rendered = await applyStack(e2e, replicas);
      assert.deepEqual(changedObjects(before, rendered), [expected]);
    };

    const grown = await underSteadyWrite(e2e, { user, metric: 'numbered_grow' }, async (writer) => {
      const before = await podsOf(e2e);
      await e2e.step('grow, 1: add a pod', async () => {
        await change({ from: 2, to: 3 }, 'StatefulSet thanos-receive-ingestor');
        await e2e.waitReady();
        await e2e.until('the querier knows the new pod', () => assertReceivers(e2e, 3), { seconds: 60 });
        assert.equal(await headSeries(e2e), 0, 'somebody writes to the new pod');
      });
      await e2e.step('grow, 2: add it to the hashring', async () => {
        await change(3, 'ConfigMap thanos-receive-router-hashrings');
        await e2e.until('the router reads the hashring', () => assertRing(e2e, 3), { seconds: 120 });
        await e2e.until('the new pod gets series', async () => assert.ok((await headSeries(e2e)) > 0), { seconds: 30 });
      });
      await acknowledgedMore(e2e, writer);
      assert.deepEqual(
        (await podsOf(e2e)).filter(([name]) => name !== NEWEST),
        before,
      );
      return await headSeries(e2e);
    });
    e2e.evidence.push({
      what: 'a ring of two grown to three under writes, each sample in one pod alone',
      samples: grown.samples,
      seen: `${grown.result} series moved to the new pod; no pod restarted; one object changed in each step; ${answersOf(grown.writer)}`,
    });

    const shrunk = await underSteadyWrite(e2e, { user, metric: 'numbered_shrink', seconds: 90 }, async () => {
      const before = (await podsOf(e2e)).filter(([name]) => name !== NEWEST);
      await e2e.step('shrink, 1: take the pod out of the hashring', async () => {
        await change({ from: 3, to: 2 }, 'ConfigMap thanos-receive-router-hashrings');
        await e2e.until('the router reads the hashring', () => assertRing(e2e, 2), { seconds: 120 });
      });
      const blocks = await e2e.step('shrink, 2: wait until its head is empty and its blocks are uploaded', () =>
        e2e.until('an empty head, and all blocks in the bucket', () => assertEmptied(e2e), { seconds: 240 }),
      );
      await e2e.step('shrink, 3: remove it', async () => {
        await change(2, 'StatefulSet thanos-receive-ingestor');
        await e2e.until('the pod is gone', async () => assert.deepEqual(await podsOf(e2e), before), { seconds: 60 });
        await e2e.until('the querier knows that it is gone', () => assertReceivers(e2e, 2), { seconds: 60 });
      });
      await e2e.kubectl.run(['get', 'pvc', `data-${NEWEST}`, `--namespace=${thanos}`]);
      return blocks;
    });
    e2e.evidence.push({
      what: 'the ring of three shrunk to two under writes',
      samples: shrunk.samples,
      seen: `the pod's head was empty and its ${shrunk.result} blocks uploaded before it ended, its claim stays; no other pod restarted; ${answersOf(shrunk.writer)}`,
    });
  },
};

/** Where `penalty` leaves out a sample where a series moves, `chain` leaves out none. */
function applyStack(e2e: E2e, replicas: IngestorReplicas): Promise<readonly KubernetesObject[]> {
  return e2e.apply((fleet) => {
    const stack = smallStack(e2e);
    const { receive } = fleet.addCluster('ring').addThanos({
      ...stack,
      receive: { ...stack.receive, router: {}, replicas, ...SHORT_BLOCKS },
      query: { ...stack.query, deduplication: 'chain' },
      storeGateway: { syncInterval: '5s' },
    });
    suppressRule(receive, 'THANOS-010', 'a loss shows where a sample has one copy');
  });
}

/** Kind and name of each object that differs. */
function changedObjects(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): string[] {
  return after
    .filter((object) => !before.some((other) => isDeepStrictEqual(object, other)))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** Name and identity of each pod, with how often its containers were started again. */
async function podsOf(e2e: E2e): Promise<(readonly [name: string, identity: string])[]> {
  const pods = await e2e.kubectl.list<Pod>('pods', e2e.namespace('thanos'));
  return pods.map(({ metadata, status }) => {
    const restarts = (status.containerStatuses ?? []).map(({ restartCount }) => restartCount);
    return [metadata.name, `${metadata.uid} ${restarts.join()}`];
  });
}

/** All routers know the hashring as it is now. */
async function assertRing(e2e: E2e, nodes: number): Promise<void> {
  const thanos = e2e.namespace('thanos');
  const routers = await e2e.kubectl.list<Pod>('pods', thanos, ROUTER);
  for (const { metadata } of routers) {
    assert.equal(await e2e.metric(thanos, metadata.name, 'thanos_receive_hashring_nodes'), nodes, metadata.name);
  }
}

/** The querier is connected to so many ingestors, and to the store gateway. */
async function assertReceivers(e2e: E2e, ingestors: number): Promise<void> {
  const thanos = e2e.namespace('thanos');
  const queriers = await e2e.kubectl.list<Pod>('pods', thanos, QUERIER);
  for (const { metadata } of queriers) {
    const connections = await e2e.metric(thanos, metadata.name, 'thanos_store_nodes_grpc_connections');
    assert.equal(connections, ingestors + 1, metadata.name);
  }
}

async function headSeries(e2e: E2e): Promise<number> {
  return (await e2e.metric(e2e.namespace('thanos'), NEWEST, 'prometheus_tsdb_head_series')) ?? 0;
}

/** What the page says to wait for. Returns how many blocks there are. */
async function assertEmptied(e2e: E2e): Promise<number> {
  assert.equal(await headSeries(e2e), 0, 'series in the head');
  const { made, uploaded } = await blocksOf(e2e, e2e.namespace('thanos'), NEWEST);
  assert.ok(made > 0, 'no block');
  assert.equal(uploaded, made, 'uploaded blocks');
  return made;
}

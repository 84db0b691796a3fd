import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Library } from '../cluster/manifests';
import { drain, evictionRefusal, giveBackNodes } from '../cluster/nodes';
import { isReady, type Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { smallStack } from './small-stack';
import { acknowledgedMore, answersOf, underSteadyWrite } from './steady-write';

/** Not the name of anybody's Thanos: drains select pods by it, in all namespaces. */
const STACK = 'e2e-replication';
const OWN = `app.kubernetes.io/instance=${STACK}`;
const INGESTORS = `${OWN},app.kubernetes.io/component=receive-ingestor`;
const REPLICAS = 3;
const QUORUM = 2;
/** Queriers and routers find a pod again within 30 seconds. The default, 120, is for clusters that have more to do. */
const MIN_READY_SECONDS = 35;

/** What a disturbance was, and what else is said of it. */
interface Disturbance {
  readonly metric: string;
  readonly what: string;
  readonly step: string;
  disturb(e2e: E2e, writer: CountedWriter): Promise<string>;
}

/** In this order. */
const DISTURBANCES: readonly Disturbance[] = [
  {
    metric: 'numbered_kill',
    what: 'one of three ingestors ended with SIGKILL',
    step: 'kill an ingestor',
    disturb: killOne,
  },
  {
    metric: 'numbered_restart',
    what: `rolling restart of all ingestors, ${MIN_READY_SECONDS} s between them`,
    step: 'restart all ingestors, one after the other',
    disturb: (e2e) => restart(e2e, 'statefulset', 'receive-ingestor'),
  },
  {
    metric: 'numbered_routers',
    what: 'restart of both routers',
    step: 'restart the routers',
    disturb: restartRouters,
  },
  {
    metric: 'numbered_drain',
    what: 'drain of the nodes of all ingestors, routers and queriers',
    step: 'drain the nodes',
    disturb: drainNodes,
  },
];

export const replication: Scenario = {
  id: 'replication',
  title: 'Replication factor 3: crash, upgrade, restarts, drain',
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const user = await e2e.step('make credentials and the bucket', async () => {
      await e2e.objectStore(thanos);
      return await e2e.credentials(thanos);
    });
    const earlier = await e2e.step('build the earlier version of the library', async () => e2e.earlierLibrary());
    const before = await e2e.step(`apply what ${earlier.revision} renders`, () => applyStack(e2e, earlier.library));
    await e2e.step('all pods ready', () => e2e.waitReady());

    await prove(e2e, user, {
      metric: 'numbered_upgrade',
      what: `upgrade from the rendering of ${earlier.revision} to this one`,
      step: 'apply what this version renders',
      disturb: async () => {
        const pods = await identities(e2e);
        const after = await applyStack(e2e);
        await e2e.waitReady();
        const changed = after.filter((object) => !before.some((other) => isDeepStrictEqual(object, other)));
        const stayed = (await identities(e2e)).filter((identity) => pods.includes(identity));
        return `${changed.length} of ${after.length} objects differ, ${pods.length - stayed.length} of ${pods.length} pods were replaced`;
      },
    });
    for (const disturbance of DISTURBANCES) await prove(e2e, user, disturbance);
  },
};

async function prove(e2e: E2e, user: User, { metric, what, step, disturb }: Disturbance): Promise<void> {
  const { result, samples, writer } = await underSteadyWrite(e2e, { user, metric }, (writer) =>
    e2e.step(step, () => withQuorum(e2e, () => disturb(e2e, writer))),
  );
  e2e.evidence.push({ what, samples, seen: `${result}; ${answersOf(writer)}` });
}

function applyStack(e2e: E2e, library?: Library) {
  return e2e.apply((fleet) => {
    const stack = smallStack(e2e, { library });
    fleet.addCluster('replication').addThanos({
      ...stack,
      name: STACK,
      receive: {
        ...stack.receive,
        router: { replicas: 2 },
        replicas: REPLICAS,
        replicationFactor: REPLICAS,
        minReadySeconds: MIN_READY_SECONDS,
      },
      // The default, `penalty`, leaves out samples that are stored wherever the ingestor that it reads was away.
      query: { ...stack.query, deduplication: 'chain' },
    });
  }, library);
}

/** Looks at the ingestors again and again while something goes on: a quorum of them has to be ready each time. */
async function withQuorum(e2e: E2e, run: () => Promise<string>): Promise<string> {
  let over = false;
  let looks = 0;
  let fewest = REPLICAS;
  const look = async () => {
    while (!over) {
      const pods = await e2e.kubectl.list<Pod>('pods', e2e.namespace('thanos'), INGESTORS);
      fewest = Math.min(fewest, pods.filter(isReady).length);
      looks++;
      assert.ok(fewest >= QUORUM, `${fewest} of ${REPLICAS} ingestors are ready`);
      await pause(500, undefined, { signal: e2e.signal });
    }
  };
  const [seen] = await Promise.all([
    run().finally(() => {
      over = true;
    }),
    look(),
  ]);
  return `${seen}; at least ${fewest} of ${REPLICAS} ingestors ready, ${looks} times looked`;
}

/** Each pod by its name and what Kubernetes replaces with it. */
async function identities(e2e: E2e): Promise<string[]> {
  const pods = await e2e.kubectl.list<Pod>('pods', e2e.namespace('thanos'), OWN);
  return pods.map(({ metadata }) => `${metadata.name} ${metadata.uid}`);
}

async function killOne(e2e: E2e): Promise<string> {
  await e2e.kill(e2e.namespace('thanos'), `${STACK}-receive-ingestor-1`);
  await e2e.waitReady();
  return 'exit code 137, and Kubernetes started it again';
}

async function restart(e2e: E2e, kind: string, component: string): Promise<string> {
  const before = await identities(e2e);
  await e2e.kubectl.run([
    ...['rollout', 'restart', `${kind}/${STACK}-${component}`, `--namespace=${e2e.namespace('thanos')}`],
  ]);
  await e2e.waitReady();
  const after = await identities(e2e);
  const replaced = before.filter((identity) => identity.includes(component) && !after.includes(identity));
  assert.equal(replaced.length, before.filter((identity) => identity.includes(component)).length);
  return `${replaced.length} pods replaced`;
}

/** They go on answering until the edge sends them nothing more: no request is lost on the way, and none has to be repeated. */
async function restartRouters(e2e: E2e, writer: CountedWriter): Promise<string> {
  const seen = await restart(e2e, 'deployment', 'receive-router');
  await acknowledgedMore(e2e, writer);
  assert.deepEqual(writer.repeated, {}, 'writes that were repeated');
  return seen;
}

/**
 * A drain takes one ingestor, and is refused the next one as long as that has nowhere to go. Then the nodes come back, and it goes on
 * until all pods were evicted.
 */
async function drainNodes(e2e: E2e, writer: CountedWriter): Promise<string> {
  const { kubectl, scenario } = e2e;
  const thanos = e2e.namespace('thanos');
  const before = await identities(e2e);
  const pods = await kubectl.list<Pod>('pods', thanos, OWN);
  const nodes = [...new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []))];
  const drained = drain(kubectl, nodes, { scenario, selector: OWN });
  const [refusal] = await Promise.all([
    refused(e2e).then(async (refusal) => {
      await acknowledgedMore(e2e, writer);
      await giveBackNodes(kubectl, scenario);
      return refusal;
    }),
    drained,
  ]);
  await e2e.waitReady();
  const after = await identities(e2e);
  assert.deepEqual(
    after.filter((identity) => before.includes(identity)),
    [],
    'pods that were not evicted',
  );
  return `all ${before.length} pods evicted; with one ingestor away, the next was refused: ${refusal}`;
}

/** Waits until the budget refuses the eviction of an ingestor that is still ready. Returns what it says. */
async function refused(e2e: E2e): Promise<string> {
  const thanos = e2e.namespace('thanos');
  return await e2e.until(
    'a refused eviction',
    async () => {
      const pods = await e2e.kubectl.list<Pod>('pods', thanos, INGESTORS);
      const ready = pods.filter(isReady);
      assert.ok(ready.length < REPLICAS, 'no ingestor is away');
      const refusals = await Promise.all(
        ready.map(({ metadata }) => evictionRefusal(e2e.kubectl, thanos, metadata.name)),
      );
      for (const refusal of refusals) assert.match(refusal ?? 'evicted', /disruption budget/);
      return "Cannot evict pod as it would violate the pod's disruption budget";
    },
    { seconds: 60, everySeconds: 0.5 },
  );
}

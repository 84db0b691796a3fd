import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Edge } from '../../edge/client';
import { Hopeless } from '../../problem';
import type { AppliedFleet } from './applied-fleet';
import { Door } from './door';
import { CLUSTERS, type ClusterName, groupOf, newHost } from './fleet';
import type { Moved } from './move-over';

const NAMES: readonly ClusterName[] = ['near', 'far'];

/** What tools that delete in an order of their own do for a moment, and people for longer. The route is there, and nobody may use it. */
async function deletePolicyAlone(e2e: E2e, edge: Edge): Promise<void> {
  const scope = `--namespace=${e2e.namespace('thanos')}`;
  await e2e.kubectl.run(['delete', 'securitypolicy', `thanos-receive-${groupOf('far')}`, scope]);
  const headers = { 'THANOS-CLUSTER': groupOf('far') };
  await e2e.until(
    'the end of the policy',
    async () => {
      const { status } = await edge.https(newHost(e2e), '/api/v1/receive', { method: 'POST', headers });
      if (status === 401) throw new Error('it still asks for a token');
      if (status !== 403) throw new Hopeless(`a route without its policy answers ${status}`);
    },
    { seconds: 20, everySeconds: 0.2 },
  );
}

/** Takes a cluster out of the fleet while it writes, and the other one goes on. */
export async function removeFar(e2e: E2e, moved: Moved & { readonly applied: AppliedFleet }): Promise<void> {
  const { writers, applied, edge, reader } = moved;
  const { near, far } = writers;
  const door = new Door(edge, newHost(e2e), NAMES.map(groupOf), e2e.signal);
  await e2e.step('remove a cluster while both write', async () => {
    await writers.start();
    await deletePolicyAlone(e2e, edge);
    const gone = await applied.reach({ edges: 'new', letIn: true, moved: ['near'], farIsGone: true });
    assert.deepEqual(gone.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(), [
      `HTTPRoute thanos-receive-${groupOf('far')}`,
      `SecurityPolicy thanos-receive-${groupOf('far')}`,
    ]);
    await e2e.until('its refusal', async () => assert.ok(far.refused.length > 0), { seconds: 30, everySeconds: 0.2 });
    await writers.goOn('near');
    await Promise.all([near.stop(), far.stop()]);
  });
  assert.deepEqual(near.refused, []);
  const answers = far.refused.map((refused) => /: (\d+)/.exec(refused)?.[1] ?? refused);
  assert.deepEqual([...new Set(answers)], ['403']);
  const lastIn = far.acknowledged.at(-1)?.number ?? 0;
  assert.match(far.refused[0] ?? '', new RegExp(`^numbers ${lastIn + 1} `), 'written again after a refusal');
  for (const name of NAMES) {
    const samples = await e2e.step(`read back what ${name} wrote`, () =>
      e2e.readBack(reader, writers[name], { tenant: CLUSTERS[name].tenant }),
    );
    e2e.evidence.push({
      what:
        name === 'near'
          ? 'the other cluster, meanwhile'
          : 'a cluster removed from the fleet while it wrote, its policy deleted before its route',
      samples,
      seen:
        name === 'near'
          ? 'nothing refused'
          : `refused from then on: ${[...new Set(answers)].join(', ')}; knocks without a token meanwhile: ${await door.close()}`,
    });
  }
  const { tenant } = CLUSTERS.far;
  const stored = await reader.number(`sum(count_over_time(numbered_far[10m]))`, { tenant });
  assert.equal(stored, far.acknowledged.length * far.series.length, 'samples that were refused are there');
}

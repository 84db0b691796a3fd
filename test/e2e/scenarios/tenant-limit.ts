import assert from 'node:assert/strict';
import type { Pod } from '../cluster/objects';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import type { CountedTarget } from '../samples/target';

/** The metric of tenant `shop`'s application, which has twice as many series as the tenant may have at first. */
export const APPLICATION = 'orders';
/** Active series of tenant `shop`. */
export const LIMIT = 10;
const AGENT = 'prom-agent-prometheus-0';
/** Scrapes that have to wait in the agent. */
const HELD_UP = 4;
const LIMITED = 'thanos_receive_head_series_limited_requests_total';
const ROUTERS = 'app.kubernetes.io/component=receive-router';

/** Tenant `shop` has too many series: its agent and a writer get 429, and lose nothing once the limit is raised. */
export async function beyondLimit(
  e2e: E2e,
  user: User,
  target: CountedTarget,
  raiseLimit: () => Promise<void>,
): Promise<void> {
  const [router] = await routers(e2e);
  assert.ok(router, 'there is no router');
  await e2e.step('a tenant with too many series gets 429', () =>
    e2e.until(
      '429',
      async () => {
        assert.ok((await e2e.metric(e2e.namespace('shared'), router.metadata.name, LIMITED)) ?? 0, 'the router');
        assert.ok((await ofAgent(e2e, 'retried')) > 0, 'the agent has repeated nothing');
      },
      { seconds: 120 },
    ),
  );
  const writer = e2e.writer({ metric: 'numbered_shop', series: 5, user, tenant: 'shop' });
  const before = target.written.length;
  await e2e.step('the agent and a writer are held up', async () => {
    writer.start(250);
    await e2e.until(
      'scrapes that wait',
      async () => {
        assert.ok((writer.repeated['429'] ?? 0) > 0, 'the writer got no 429');
        assert.ok(target.written.length >= before + HELD_UP, `${target.written.length - before} scrapes`);
      },
      { seconds: 60 },
    );
  });
  assert.equal(writer.acknowledged.length, 0);
  await e2e.step('raise the limit: routers read it again, and everything arrives', async () => {
    await raiseLimit();
    await e2e.until('the end of the 429s', async () => assert.ok(writer.acknowledged.length > 0), { seconds: 150 });
    target.stop();
    await writer.stop();
  });
  const reader = e2e.reader(user);
  const [ofTarget, ofWriter] = await e2e.step('read back what the tenant wrote', () =>
    Promise.all([target, writer].map((log) => e2e.readBack(reader, log, { tenant: 'shop' }))),
  );
  assert.ok(ofTarget && ofWriter);
  assert.equal(await ofAgent(e2e, 'failed'), 0, 'the agent has given samples up');
  const same = (await routers(e2e)).map(({ metadata, status }) => [
    metadata.uid,
    status.containerStatuses?.map(({ restartCount }) => restartCount),
  ]);
  assert.deepEqual(same, [[router.metadata.uid, [0]]], 'routers were restarted');
  e2e.evidence.push(
    {
      what: `limit of ${LIMIT} head series for a tenant whose agent has ${target.props.series}; raised while it waited`,
      samples: { written: ofTarget.written, readBack: ofTarget.readBack },
      seen: `${await ofAgent(e2e, 'retried')} samples sent again by the agent, none given up; the router was not restarted`,
    },
    {
      what: 'the same limit, seen by a writer of that tenant',
      samples: ofWriter,
      seen: `${writer.repeated['429']} answers 429 before the limit was raised; other tenants got none`,
    },
  );
}

const routers = (e2e: E2e) => e2e.kubectl.list<Pod>('pods', e2e.namespace('shared'), ROUTERS);

/** Samples of the agent's queues that met that fate. */
async function ofAgent(e2e: E2e, fate: 'retried' | 'failed'): Promise<number> {
  const name = `prometheus_remote_storage_samples_${fate}_total`;
  return (await e2e.metric(e2e.namespace('agent'), AGENT, name, 9090)) ?? 0;
}

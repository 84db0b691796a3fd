import assert from 'node:assert/strict';
import type { E2e } from '../e2e';
import type { User } from '../edge/client';
import { AUTHORITY_SECRET } from '../edge/hosts';
import type { CountedWriter } from '../samples/writer';
import type { Scenario } from '../scenario';
import { edgeExposure, ownTargets, SMALL, smallStack } from './small-stack';
import { APPLICATION, beyondLimit, LIMIT } from './tenant-limit';

/** All writers of this scenario write the same series: only where they are kept tells them apart. */
const SAME = { metric: 'numbered', series: 20 };
const EVERY_MS = 250;

/** One split receive for several tenants, and a stack of its own for somebody else. */
export const tenants: Scenario = {
  id: 'tenants',
  title: 'Split routers and ingestors, tenants, an isolated stack',
  async run(e2e) {
    const [shared, isolated, agent] = [e2e.namespace('shared'), e2e.namespace('isolated'), e2e.namespace('agent')];
    const [user, stranger] = await e2e.step('make credentials and buckets', async () => {
      await e2e.objectStore(shared);
      await e2e.objectStore(isolated);
      return [await e2e.credentials(shared, [agent]), await e2e.credentials(isolated)] as const;
    });
    await e2e.step('apply both stacks and an agent', () => applyStacks(e2e, LIMIT));
    const target = await e2e.target(agent, { metric: APPLICATION, series: 2 * LIMIT });
    await e2e.step('all pods ready', () => e2e.waitReady());

    const payments = e2e.writer({ ...SAME, user, tenant: 'payments' });
    const books = e2e.writer({ ...SAME, user, tenant: 'books' });
    const elsewhere = e2e.writer({ ...SAME, user: stranger, host: `receive.${e2e.domainIn('edge-isolated')}` });
    const all = [payments, books, elsewhere];
    await e2e.step('two tenants and the isolated stack write the same series', async () => {
      for (const writer of all) writer.start(EVERY_MS);
      await e2e.until('numbers', async () => assert.ok(all.every(({ acknowledged }) => acknowledged.length >= 20)), {
        seconds: 60,
      });
    });
    await beyondLimit(e2e, user, target, () => applyStacks(e2e, 10 * LIMIT));
    await e2e.step('stop writing', async () => {
      for (const writer of all) await writer.stop();
      assert.deepEqual(
        all.flatMap(({ refused }) => refused),
        [],
      );
      assert.deepEqual(
        all.map(({ repeated }) => repeated['429']),
        [undefined, undefined, undefined],
        "one tenant's limit is not the others'",
      );
    });
    await e2e.step('each tenant reads its own', () => assertTenants(e2e, user, [payments, books]));
    await e2e.step('hashrings keep them in pods of their own', () => assertHashrings(e2e));
    await e2e.step('the isolated stack shares nothing', () => assertIsolated(e2e, user, stranger, elsewhere));
  },
};

/** The stack of several tenants, with a limit for one of them, and the isolated one. */
async function applyStacks(e2e: E2e, headSeriesLimit: number): Promise<void> {
  await e2e.apply((fleet) => {
    const cluster = fleet.addCluster('tenants');
    const stack = smallStack(e2e, { namespace: 'shared' });
    const shared = cluster.addThanos({
      ...stack,
      name: 'shared',
      receive: {
        ...stack.receive,
        router: {},
        hashrings: [{ name: 'payments', tenants: ['payments'] }, { name: 'default' }],
        limits: {
          global: { metaMonitoring: { url: `http://shared-query.${e2e.namespace('shared')}.svc.cluster.local:10902` } },
          tenants: { shop: { headSeriesLimit } },
        },
      },
      query: { ...stack.query, tenancy: { enforce: true } },
    });
    cluster.addThanos({
      ...smallStack(e2e, { namespace: 'isolated' }),
      name: 'isolated',
      exposure: edgeExposure(e2e, e2e.domainIn('edge-isolated')),
    });
    const write = {
      destination: shared.remoteWrite,
      certificateAuthority: { secretName: AUTHORITY_SECRET },
      queue: { retryOnRateLimit: true },
    };
    const only = (regex: string) => [{ action: 'keep', sourceLabels: ['__name__'], regex }] as const;
    cluster.addPrometheus({
      mode: 'agent',
      namespace: e2e.namespace('agent'),
      resources: SMALL,
      scrapeInterval: '5s',
      selectors: ownTargets(e2e),
      kubeStateMetrics: false,
      nodeExporter: false,
      kubelet: false,
      apiServer: false,
      remoteWrite: [
        { ...write, name: 'shop', tenant: 'shop', writeRelabelings: only(APPLICATION) },
        // What the routers ask for, under no tenant's name.
        { ...write, name: 'meta', writeRelabelings: only('prometheus_tsdb_head_series') },
      ],
    });
  });
}

async function assertTenants(e2e: E2e, user: User, writers: readonly CountedWriter[]): Promise<void> {
  const reader = e2e.reader(user);
  for (const writer of writers) {
    const { tenant } = writer.props;
    const samples = await e2e.readBack(reader, writer, { tenant });
    const everybody = `count by (tenant_id) ({tenant_id=~".+", __name__="${SAME.metric}"})`;
    const seen = (await reader.vector(everybody, { tenant })).map(({ metric }) => metric['tenant_id']);
    assert.deepEqual(seen, [tenant], `${tenant} asks for all tenants`);
    assert.deepEqual(await reader.labelValues('tenant_id', { tenant }), [tenant]);
    e2e.evidence.push({
      what: `tenant ${tenant} read what it wrote, while others wrote the same series`,
      samples,
      seen: 'asked for all tenants, its own alone',
    });
  }
  assert.deepEqual(await reader.vector(SAME.metric), [], 'a request without a tenant');
  const { status } = await e2e.edge.https(reader.host, '/api/v1/stores', { user });
  assert.equal(status, 404, 'the list of endpoints names all tenants');
  e2e.evidence.push({
    what: 'asked without a tenant, and for the list of endpoints',
    seen: 'none of their series; 404',
  });
}

async function assertHashrings(e2e: E2e): Promise<void> {
  const tenantsOf = async (pod: string) => {
    const text = await e2e.kubectl.fromPod(e2e.namespace('shared'), pod, 10902, '/metrics');
    // Each ingestor opens the default tenant's TSDB when it starts, whoever writes to it.
    const found = [...text.matchAll(/^prometheus_tsdb_head_series\{.*tenant="([^"]+)".* ([1-9]\S*)$/gm)];
    return found
      .map(([, tenant]) => tenant)
      .sort()
      .join(', ');
  };
  const dedicated = await tenantsOf('shared-receive-ingestor-payments-0');
  const others = await tenantsOf('shared-receive-ingestor-0');
  assert.equal(dedicated, 'payments');
  assert.equal(others, 'books, default-tenant, shop');
  e2e.evidence.push({
    what: 'tenants with series in the ingestors',
    seen: `dedicated hashring: ${dedicated}; default: ${others}`,
  });
}

/** Other passwords, other series, although both have the same names. */
async function assertIsolated(e2e: E2e, user: User, own: User, writer: CountedWriter): Promise<void> {
  const domain = e2e.domainIn('edge-isolated');
  const samples = await e2e.readBack(e2e.reader(own, `query.${domain}`), writer);
  const status = async (host: string, path: string, who: User, method: 'GET' | 'POST') =>
    (await e2e.edge.https(host, path, { user: who, method })).status;
  for (const [where, who] of [
    [domain, user],
    [e2e.domain, own],
  ] as const) {
    assert.equal(await status(`query.${where}`, '/api/v1/query?query=up', who, 'GET'), 401);
    assert.equal(await status(`receive.${where}`, '/api/v1/receive', who, 'POST'), 401);
  }
  e2e.evidence.push({
    what: 'isolated stack: the same series, written meanwhile',
    samples,
    seen: "401 for each stack's password at the other, reading and writing",
  });
}

import assert from 'node:assert/strict';
import type { IngressRoute, KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { serveHeaders } from '../../edge/header-listener';
import { htpasswdLine } from '../../edge/users';
import type { CountedWriter } from '../../samples/writer';
import type { Door } from './door';

/** Also how its Secret is called. */
export const TENANT = 'payments';

const hostOf = (e2e: E2e) => `query-${TENANT}.${e2e.domain}`;
const ASK = '/api/v1/query?query=up';

/** Traefik reads a Secret beside the Middleware alone, and without one lets nobody in. */
export async function usersElsewhere(e2e: E2e, { edge, user, tenantUser }: Door): Promise<void> {
  const secret = { users: htpasswdLine(tenantUser) };
  const ask = async (who = tenantUser) => (await edge.https(hostOf(e2e), ASK, { user: who })).status;
  await e2e.secret(e2e.namespace('traefik'), TENANT, secret);
  assert.equal(await ask(), 404);
  await e2e.secret(e2e.namespace('thanos'), TENANT, secret);
  await e2e.until('200', async () => assert.equal(await ask(), 200), { seconds: 30 });
  assert.equal(await ask(user), 401, 'another password');
  assert.equal((await edge.https(hostOf(e2e), ASK)).status, 401, 'no password');
  e2e.evidence.push({
    what: "a tenant's users in a Secret beside Traefik, then beside Thanos",
    seen: '404 for everybody; then 200, and 401 for others, those of query among them',
  });
}

/** What each has written, and nothing of the other; at the tenant's host whatever a request says. */
export async function readAsTenant(e2e: E2e, door: Door, own: CountedWriter, other: CountedWriter): Promise<void> {
  const { edge, user, tenantUser } = door;
  const everybody = e2e.reader(user, `query.${e2e.domain}`, edge);
  const tenants = async (reader: typeof everybody, tenant?: string) => {
    const found = await reader.vector(`count by (tenant_id) (${own.props.metric})`, { tenant });
    return found.map(({ metric }) => metric['tenant_id']);
  };
  for (const writer of [own, other]) {
    const { tenant } = writer.props;
    const samples = await e2e.readBack(everybody, writer, { tenant });
    assert.deepEqual(await tenants(everybody, tenant), [tenant]);
    e2e.evidence.push({ what: `written through Traefik as tenant ${tenant}, read by its name`, samples });
  }
  const reader = e2e.reader(tenantUser, hostOf(e2e), edge);
  for (const forged of [undefined, other.props.tenant, 'default-tenant', '']) {
    assert.deepEqual(await tenants(reader, forged), [TENANT], `THANOS-TENANT: ${forged}`);
  }
  const samples = await e2e.readBack(reader, own, { tenant: other.props.tenant });
  e2e.evidence.push({
    what: `read at the host of tenant ${TENANT}, in the name of ${other.props.tenant}`,
    samples,
    seen: `the series of ${TENANT} alone`,
  });
}

/** The tenant's route once more, to a listener in place of Thanos. */
export async function assertHandedOn(e2e: E2e, door: Door, objects: readonly KubernetesObject[]): Promise<void> {
  const { edge, user, tenantUser } = door;
  const path = '/listener';
  const rendered = objects.find(
    (object): object is IngressRoute => object.kind === 'IngressRoute' && object.metadata.name.endsWith(`-${TENANT}`),
  );
  assert.ok(rendered);
  const services = await serveHeaders(e2e, e2e.namespace('thanos'));
  const match = `Host(\`${hostOf(e2e)}\`) && Path(\`${path}\`)`;
  const { metadata, spec } = rendered;
  const routes = spec.routes.map((route) => ({ ...route, match, services }));
  await e2e.kubectl.apply([{ ...rendered, metadata: { ...metadata, name: 'listener' }, spec: { ...spec, routes } }]);
  // Headers that `Connection` names are dropped by proxies: those of the client, before the edge sets its own.
  for (const connection of ['keep-alive', 'keep-alive, THANOS-TENANT']) {
    const headers = { 'THANOS-TENANT': 'books', connection };
    const handedOn = await e2e.until(
      'headers',
      async () => {
        const { status, body } = await edge.https(hostOf(e2e), path, { user: tenantUser, headers });
        assert.equal(status, 200);
        return JSON.parse(body) as Readonly<Record<string, string>>;
      },
      { seconds: 30 },
    );
    assert.equal(handedOn['thanos-tenant'], TENANT);
    assert.equal(handedOn['authorization'], undefined);
  }
  assert.equal((await edge.https(hostOf(e2e), path, { user })).status, 401);
  e2e.evidence.push({
    what: 'the same route led to a listener, asked with a password and a forged tenant, also named by `Connection`',
    seen: `THANOS-TENANT: ${TENANT}, and no password`,
  });
}

import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Edge, User } from '../../edge/client';
import { htpasswdLine, makeUser } from '../../edge/users';
import { CLUSTERS, newDomain } from './fleet';

const { tenant } = CLUSTERS.near;

/** The Secret with the one user of a tenant. */
export async function makeTenantUser(e2e: E2e, namespace: string): Promise<User> {
  const user = makeUser(tenant);
  await e2e.secret(namespace, tenant, { '.htpasswd': htpasswdLine(user) });
  return user;
}

interface TenantRead {
  readonly edge: Edge;
  readonly user: User;
  readonly tenantUser: User;
}

/** At a tenant's host there are its own series, whatever a request says. */
export async function readAsTenant(e2e: E2e, { edge, user, tenantUser }: TenantRead): Promise<void> {
  const host = `query-${tenant}.${newDomain(e2e)}`;
  const reader = e2e.reader(tenantUser, host, edge);
  const query = 'count by (__name__) ({__name__=~"numbered_.+"})';
  for (const forged of [undefined, CLUSTERS.far.tenant, 'default-tenant']) {
    const found = await reader.vector(query, { tenant: forged });
    assert.deepEqual(
      found.map(({ metric }) => metric['__name__']),
      ['numbered_near'],
      `THANOS-TENANT: ${forged}`,
    );
  }
  for (const stranger of [undefined, user]) {
    const { status } = await edge.https(host, '/api/v1/query?query=up', { user: stranger });
    assert.equal(status, 401);
  }
  // Behind the edge it would be a path that answers with what all tenants have.
  const detour = await edge.https(host, '/api/v1/label/..%2fstores', { user: tenantUser });
  assert.deepEqual([detour.status, detour.location], [307, '/api/v1/stores']);
  e2e.evidence.push({
    what: `asked at the host of tenant ${tenant}, also with the header of another tenant`,
    seen: `the series of ${tenant} alone; 401 without its password, and with that of query`,
  });
}

import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { User } from '../../edge/client';
import type { Door } from './door';

/** Ways out of a path, written so that a client does not shorten them before it asks. */
const DETOURS = ['../', '%2e%2e/', '..%2f', '%2E%2E%2F', '..%252f'].map((up) => `/api/v1/label/${up}stores`);
const OF_QUERY = ['/', '/metrics', '/-/ready', '/-/healthy', '/debug/pprof/', '/api/v1/stores', '/api/v1/querys'];
const OF_RECEIVE = ['/', '/metrics', '/-/ready', '/api/v1/query', '/api/v1/receive/more', '/api/v1/otlp'];

/** Without a password, with a wrong one, and with that of another host. */
export async function assertRefused(e2e: E2e, { edge, user, tenantUser }: Door): Promise<void> {
  const [query, receive] = [`query.${e2e.domain}`, `receive.${e2e.domain}`];
  const strangers: readonly (User | undefined)[] = [undefined, { ...user, password: `${user.password}x` }, tenantUser];
  for (const who of strangers) {
    for (const path of ['/api/v1/query?query=up', '/api/v1/query_range?query=up', '/api/v1/label/job/values']) {
      assert.equal((await edge.https(query, path, { user: who })).status, 401, `query${path}`);
    }
    assert.equal((await edge.https(receive, '/api/v1/receive', { user: who, method: 'POST' })).status, 401);
  }
  assert.equal((await edge.https(query, '/api/v1/query?query=up', { user })).status, 200);
  e2e.evidence.push({
    what: "asked Traefik without a password, with a wrong one, and with a tenant's at the hosts of query and receive",
    seen: '401 at both',
  });
}

/** Nothing but what the components offer is there, with the right password either. */
export async function assertPaths(e2e: E2e, { edge, user }: Door): Promise<void> {
  for (const [host, paths] of [
    [`query.${e2e.domain}`, [...OF_QUERY, ...DETOURS]],
    [`receive.${e2e.domain}`, OF_RECEIVE],
  ] as const) {
    for (const path of paths) {
      const { status, body } = await edge.https(host, path, { user });
      assert.equal(status, 404, `${host}${path}: ${body.slice(0, 200)}`);
    }
  }
  e2e.evidence.push({
    what: 'asked Traefik for probes, metrics, profiles and other paths, also by way of `..`',
    seen: '404',
  });
}

/** Before the password is looked at: it has been sent in the clear already, and Thanos is not reached. */
export async function assertRedirected(e2e: E2e, { edge, user }: Door): Promise<void> {
  const query = `query.${e2e.domain}`;
  const asked = '/api/v1/query?query=up';
  const page = await edge.http(query, asked, { user });
  assert.deepEqual([page.status, page.location], [301, `https://${query}${asked}`]);
  const receive = `receive.${e2e.domain}`;
  const write = await edge.http(receive, '/api/v1/receive', { user, method: 'POST', body: Buffer.from('unread') });
  assert.deepEqual([write.status, write.location], [308, `https://${receive}/api/v1/receive`]);
  assert.equal((await edge.http(query, '/metrics', { user })).status, 404);
  e2e.evidence.push({ what: 'read and wrote by plain HTTP', seen: '301 and 308 to the same address by HTTPS' });
}

import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Edge, User } from '../../edge/client';
import { makeKeys } from '../../edge/token-issuer';
import type { ThanosReader } from '../../samples/reader';
import { writeRequest } from '../../samples/remote-write';
import { CLUSTERS, groupOf, newHost } from './fleet';
import type { Identities } from './identities';

const TENANTS = [CLUSTERS.near.tenant, CLUSTERS.far.tenant, 'default-tenant', 'forged'];
const HOUR = 3600;

interface Attempt {
  readonly what: string;
  readonly status: number;
  /** The tenant that it is stored for. @default - it is not */
  readonly stored?: string;
  readonly token?: string;
  readonly user?: User;
  readonly cluster?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

export interface Refusals {
  readonly edge: Edge;
  readonly reader: ThanosReader;
  readonly identities: Identities;
  readonly farSubject: string;
  readonly user: User;
}

/** Writes one sample in each way that should fail, and in some that should not, and looks what became of it. */
export async function tryAll(e2e: E2e, props: Refusals): Promise<void> {
  const host = newHost(e2e);
  const attempts = await attemptsAt(e2e, host, props);
  for (const [index, attempt] of attempts.entries()) {
    const { status } = await write(props.edge, host, `attempt_${index}`, attempt);
    assert.equal(status, attempt.status, attempt.what);
  }
  const stored = await e2e.until(
    'what was stored',
    async () => {
      const found = await storedBy(props.reader);
      attempts.forEach(({ what, stored }, index) => {
        assert.deepEqual(found.get(`attempt_${index}`) ?? [], stored === undefined ? [] : [stored], what);
      });
      return found;
    },
    { seconds: 30 },
  );
  attempts.forEach(({ what, status }, index) => {
    const tenants = stored.get(`attempt_${index}`) ?? [];
    const kept = tenants.length === 0 ? 'nothing is stored' : `stored for tenant ${tenants.join(', ')}`;
    e2e.evidence.push({ what: `written with ${what}`, seen: `${status}; ${kept}` });
  });
}

async function attemptsAt(e2e: E2e, host: string, { identities, farSubject, user }: Refusals): Promise<Attempt[]> {
  const near = { cluster: groupOf('near'), token: await identities.near(host) };
  const signed = { subject: farSubject, audience: host, lifetimeSeconds: HOUR };
  const far = { cluster: groupOf('far'), token: identities.far.sign(signed) };
  const forged = identities.far.sign({ ...signed, key: makeKeys().privateKey });
  const expired = identities.far.sign({ ...signed, issuedAt: Math.floor(Date.now() / 1000) - 2 * HOUR });
  const forgedTenant = { 'THANOS-TENANT': 'forged' };
  return [
    { what: "the cluster's own token", ...near, status: 200, stored: CLUSTERS.near.tenant },
    { what: 'the token of the cluster with another issuer', ...far, status: 200, stored: CLUSTERS.far.tenant },
    {
      what: 'its own token, and a forged tenant header',
      ...near,
      headers: forgedTenant,
      status: 200,
      stored: CLUSTERS.near.tenant,
    },
    { what: 'no token', cluster: groupOf('near'), status: 401 },
    { what: 'a string that is no token', cluster: groupOf('near'), token: 'secret', status: 401 },
    { what: 'the password of the old edge', cluster: groupOf('near'), user, status: 401 },
    { what: 'a token that expired an hour ago', ...far, token: expired, status: 401 },
    { what: 'a token that names the issuer, signed by another key', ...far, token: forged, status: 401 },
    { what: "the other tenant's token", ...near, token: far.token, status: 401 },
    { what: "its own token, as the other tenant's cluster", ...near, cluster: groupOf('far'), status: 401 },
    { what: 'a token for another audience', ...near, token: await identities.near(e2e.domain), status: 403 },
    { what: 'a token for the API server', ...near, token: await identities.near(identities.issuers.near), status: 403 },
    { what: 'a token of another ServiceAccount', ...near, token: await identities.near(host, 'default'), status: 403 },
    { what: 'its own token, and no word which cluster it is', token: near.token, status: 403 },
    { what: 'its own token, to another path', ...near, path: '/api/v1/otlp', status: 404 },
  ];
}

function write(edge: Edge, host: string, metric: string, attempt: Attempt) {
  const { token, user, cluster, path = '/api/v1/receive' } = attempt;
  const headers = {
    'content-encoding': 'snappy',
    'content-type': 'application/x-protobuf',
    'x-prometheus-remote-write-version': '0.1.0',
    ...attempt.headers,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(cluster === undefined ? {} : { 'THANOS-CLUSTER': cluster }),
  };
  const body = writeRequest([{ __name__: metric }], [{ number: 1, timestamp: Date.now() }]);
  return edge.https(host, path, { method: 'POST', headers, body, user });
}

/** The tenants for which each attempt is stored. */
async function storedBy(reader: ThanosReader): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const tenant of TENANTS) {
    for (const { metric } of await reader.vector('{__name__=~"attempt_.+"}', { tenant })) {
      const name = metric['__name__'] ?? '';
      found.set(name, [...(found.get(name) ?? []), tenant]);
    }
  }
  return found;
}

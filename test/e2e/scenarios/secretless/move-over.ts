import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Edge, User } from '../../edge/client';
import { gatewayEdge } from '../../edge/gateway';
import type { ThanosReader } from '../../samples/reader';
import { compareStretch } from '../prometheus-samples';
import type { AppliedFleet } from './applied-fleet';
import { Door } from './door';
import { CLUSTERS, type ClusterName, groupOf, newDomain, newHost, SENT } from './fleet';
import { admittedSubject, type Identities, RenewedToken } from './identities';
import { SteadyWriters } from './steady-writers';

/** Kubernetes makes no token that is so short; to the edge it is one as any other. */
export const FAR_TOKEN_SECONDS = 10;
const NAMES: readonly ClusterName[] = ['far', 'near'];

export interface Moved {
  /** The new edge. */
  readonly edge: Edge;
  readonly reader: ThanosReader;
  /** The ServiceAccount that the edge admits for the cluster somewhere else. */
  readonly farSubject: string;
  readonly farToken: RenewedToken;
  /** The token that the writer of this cluster shows; another one, once it is replaced. */
  readonly nearToken: { current: string };
  readonly writers: SteadyWriters;
}

interface Given {
  readonly user: User;
  readonly identities: Identities;
  readonly applied: AppliedFleet;
}

/** The steps of docs/secretless.md, while both clusters write. */
export async function moveOver(e2e: E2e, { user, identities, applied }: Given): Promise<Moved> {
  const host = newHost(e2e);
  await e2e.step('apply the fleet that writes by password', () => applied.reach({ edges: 'old' }));
  await e2e.step('all pods ready', () => e2e.waitReady());
  const writers = new SteadyWriters(e2e, user);
  await e2e.step('write steadily by password, as each of two clusters', () => writers.start());
  const began = Math.ceil(Date.now() / 1000);
  const { edge, door } = await e2e.step('render the edge for tokens beside the old one', async () => {
    await applied.reach({ edges: 'both' });
    await e2e.credentialsForEnvoy(e2e.namespace('thanos'), user);
    const edge = await gatewayEdge(e2e, applied.objects);
    return { edge, door: new Door(edge, host, NAMES.map(groupOf), e2e.signal) };
  });
  await e2e.step('let the clusters in', async () => {
    await applied.reach({ edges: 'both', letIn: true });
    await Promise.all(NAMES.map((name) => known(e2e, edge, name)));
  });
  const farSubject = admittedSubject(applied.objects, groupOf('far'));
  const sign = () => identities.far.sign({ subject: farSubject, audience: host, lifetimeSeconds: FAR_TOKEN_SECONDS });
  const farToken = new RenewedToken(sign, FAR_TOKEN_SECONDS);
  e2e.onClose(() => farToken.stop());
  await e2e.step('move the first cluster', async () => {
    await applied.reach({ edges: 'both', letIn: true, moved: ['far'] });
    await writers.move('far', edge, () => farToken.current);
  });
  const nearToken = { current: await identities.near(host) };
  await e2e.step('move the second one, whose Prometheus starts anew', async () => {
    await applied.reach({ edges: 'both', letIn: true, moved: NAMES });
    await writers.move('near', edge, () => nearToken.current);
    await e2e.waitReady();
  });
  await e2e.step('remove the old edge', async () => {
    const gone = await applied.reach({ edges: 'new', letIn: true, moved: NAMES });
    assert.deepEqual([...new Set(gone.map(({ kind }) => kind))], ['Ingress']);
    await e2e.until('the end of the old edge', () => closed(e2e, user), { seconds: 30 });
    await writers.goOn();
  });
  const reader = e2e.reader(user, `query.${newDomain(e2e)}`, edge);
  await accountFor(e2e, reader, writers, began);
  e2e.evidence.push({
    what: 'knocked at the new edge without a token all the while, from its first answer on',
    seen: `never let in: ${await door.close()}`,
  });
  return { edge, reader, farSubject, farToken, nearToken, writers };
}

/** What docs/secretless.md looks for: the route is there, and asks for a token. */
async function known(e2e: E2e, edge: Edge, name: ClusterName): Promise<void> {
  const headers = { 'THANOS-CLUSTER': groupOf(name) };
  await e2e.until(
    `401 for ${name}`,
    async () => {
      const { status } = await edge.https(newHost(e2e), '/api/v1/receive', { method: 'POST', headers });
      assert.equal(status, 401);
    },
    { seconds: 60, everySeconds: 0.5 },
  );
}

async function closed(e2e: E2e, user: User): Promise<void> {
  const { status } = await e2e.edge.https(`receive.${e2e.domain}`, '/api/v1/receive', { method: 'POST', user });
  assert.equal(status, 404);
}

/** Every sample of both writers, and of Prometheus before, while and after it started anew. */
async function accountFor(e2e: E2e, reader: ThanosReader, writers: SteadyWriters, began: number): Promise<void> {
  for (const name of NAMES) {
    const writer = writers[name];
    const { tenant } = CLUSTERS[name];
    const samples = await e2e.step(`read back what ${name} wrote`, async () => {
      await writer.stop();
      assert.deepEqual(writer.refused, []);
      return await e2e.readBack(reader, writer, { tenant });
    });
    e2e.evidence.push({
      what: `${name === 'near' ? 'the cluster itself' : 'a cluster with another issuer'} moved from the password to its token, then the old edge was removed`,
      samples,
      seen: `nothing refused; all of it belongs to tenant ${tenant}`,
    });
  }
  const time = Math.floor(Date.now() / 1000);
  const stretch = { namespace: e2e.namespace('prometheus'), sent: SENT, labels: { cluster: 'near' }, time };
  const compared = await e2e.step('compare what Prometheus scraped meanwhile', () =>
    compareStretch(e2e, reader, { ...stretch, seconds: time - began, tenant: CLUSTERS.near.tenant }),
  );
  e2e.evidence.push({
    what: 'Prometheus moved from the password to a projected token, and started anew for it',
    samples: { written: compared, readBack: compared },
    seen: `each sample that it scraped in ${time - began} s around that`,
  });
}

import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { Authority, FOR_CLIENTS } from '../../edge/authority';
import type { Edge, User } from '../../edge/client';
import { gatewayEdge, makeGatewayClass, needsGatewayClass } from '../../edge/gateway';
import { htpasswdLine } from '../../edge/users';
import type { CountedWriter } from '../../samples/writer';
import type { Scenario } from '../../scenario';
import { acknowledgedMore, answersOf } from '../steady-write';
import { applyClusters, CLIENT_CA_SECRET, CLIENT_SECRET, REGIONS, type Region, receiveHost } from './fleet';
import { type Identities, tryGateway, tryPods } from './refusals';
import { renewCertificates, whileReading } from './renewal';

/** The series are the same in both regions, but for the label that tells them apart. */
const SAME = { metric: 'numbered', series: 10 };
const EVERY_MS = 250;

/** Two regions and a global query, which ask each other by certificates alone. */
export const regions: Scenario = {
  id: 'regions',
  title: 'Regions and a global query: StoreAPI by client certificates, and mutual TLS inside',
  needs: (e2e) => [
    needsGatewayClass(e2e, 'regions'),
    {
      what: 'the CRDs of cert-manager, for scenario regions',
      howToGet:
        'Install cert-manager as README.md says, or its CRDs alone: the run then makes the Secrets of Certificates itself',
      check: async () => {
        await e2e.kubectl.run(['get', 'crd', 'certificates.cert-manager.io', 'issuers.cert-manager.io']);
        await e2e.surroundings.signer.lookForCertManager(e2e);
      },
    },
  ],
  async run(e2e) {
    const { user, gatewayClass, identities } = await e2e.step(
      'make buckets, passwords, certificates of clients and a GatewayClass',
      () => prepare(e2e),
    );
    const objects = await e2e.step('apply both regions', () => applyClusters(e2e, gatewayClass, REGIONS));
    const edges = await e2e.step('Gateways of both answer', () => edgesOf(e2e, objects));
    await e2e.step('apply the global query', () => applyClusters(e2e, gatewayClass, ['global']));
    await e2e.step('all pods ready', () => e2e.waitReady());
    const { signer } = e2e.surroundings;
    e2e.evidence.push({
      what: 'certificates of grpcTls: an authority of each region, and one of the global query',
      seen: signer.isNeeded ? 'signed by the run, as no cert-manager answered' : 'signed by cert-manager',
    });

    const writers = REGIONS.map((region) => regionWriter(e2e, user, region, edges[region]));
    await e2e.step('write steadily in both regions', async () => {
      for (const writer of writers) writer.start(EVERY_MS);
      for (const writer of writers) await acknowledgedMore(e2e, writer);
    });
    await e2e.step('ask StoreAPI in every way that should fail', async () => {
      await Promise.all([tryGateway(e2e, edges.north, identities), tryPods(e2e, identities)]);
    });
    const reader = e2e.reader(user);
    const readAll = async () =>
      assert.deepEqual(await seriesOf(e2e, user), Object.fromEntries(REGIONS.map((region) => [region, SAME.series])));
    await e2e.step('the global query knows both regions', () => e2e.until('both regions', readAll, { seconds: 60 }));
    const renewed = await e2e.step('renew the certificates of the north', () =>
      whileReading(e2e, readAll, async () => {
        const seen = await renewCertificates(e2e, objects);
        for (const writer of writers) await acknowledgedMore(e2e, writer);
        return seen;
      }),
    );
    assert.deepEqual(renewed.failed, []);
    e2e.evidence.push({
      what: 'all certificates of the north renewed, while both regions wrote and the global query read',
      seen: `${renewed.result}; ${renewed.answered} queries answered, none of them in part`,
    });
    for (const [index, region] of REGIONS.entries()) {
      const writer = writers[index];
      assert.ok(writer);
      await writer.stop();
      assert.deepEqual(writer.refused, []);
      const samples = await e2e.step(`read back what ${region} wrote`, () =>
        e2e.readBack(reader, writer, { matchers: `cluster="${region}",receive_cluster="${region}"` }),
      );
      e2e.evidence.push({
        what: `written in ${region}, and read through the global query`,
        samples,
        seen: `told from the other region by its label; ${answersOf(writer)}`,
      });
    }
    await e2e.step('each ingestor of the north has a copy', () => assertCopies(e2e));
  },
};

async function prepare(e2e: E2e) {
  const clients = new Authority('storeapi-clients');
  e2e.onClose(() => clients.discard());
  const user = await e2e.credentials(e2e.namespace('global'));
  const { authority } = e2e.surroundings;
  const client = clients.sign(['global'], FOR_CLIENTS);
  const shown = { 'tls.crt': client.certificate, 'tls.key': client.key, 'ca.crt': authority.certificate };
  const [gatewayClass] = await Promise.all([
    makeGatewayClass(e2e, [authority.certificate]),
    e2e.secret(e2e.namespace('global'), CLIENT_SECRET, shown),
    ...REGIONS.map(async (region) => {
      const namespace = e2e.namespace(region);
      await e2e.objectStore(namespace);
      await e2e.secret(namespace, 'basic-auth', { '.htpasswd': htpasswdLine(user) });
      await e2e.secret(namespace, CLIENT_CA_SECRET, { 'ca.crt': clients.certificate });
    }),
  ]);
  return { user, gatewayClass, identities: { clients, client } satisfies Identities };
}

async function edgesOf(e2e: E2e, objects: Awaited<ReturnType<typeof applyClusters>>): Promise<Record<Region, Edge>> {
  const edgeOf = async (region: Region) => {
    const own = objects.filter(({ metadata }) => metadata.namespace === e2e.namespace(region));
    const edge = await gatewayEdge(e2e, own);
    await e2e.until(
      `401 of ${region} without a password`,
      async () => {
        const { status } = await edge.https(receiveHost(e2e, region), '/api/v1/receive', { method: 'POST' });
        assert.equal(status, 401);
      },
      { seconds: 60, everySeconds: 0.5 },
    );
    return edge;
  };
  const [west, north] = await Promise.all([edgeOf('west'), edgeOf('north')]);
  return { west, north };
}

function regionWriter(e2e: E2e, user: User, region: Region, edge: Edge): CountedWriter {
  return e2e.writer({ ...SAME, labels: { cluster: region }, user, host: receiveHost(e2e, region) }, edge);
}

/** Routers wrote all series to all ingestors. */
async function assertCopies(e2e: E2e): Promise<void> {
  const series = await Promise.all(
    [0, 1, 2].map((index) =>
      e2e.metric(e2e.namespace('north'), `thanos-receive-ingestor-${index}`, 'prometheus_tsdb_head_series'),
    ),
  );
  assert.deepEqual(series, [SAME.series, SAME.series, SAME.series]);
  e2e.evidence.push({
    what: 'routers of the north wrote to three ingestors, by certificates',
    seen: `${SAME.series} series in each of them`,
  });
}

/** How many series each region has, as the global query sees it. */
async function seriesOf(e2e: E2e, user: User): Promise<Record<string, number>> {
  const found = await e2e.reader(user).vector(`count by (cluster) (last_over_time(${SAME.metric}[5m]))`);
  return Object.fromEntries(found.map(({ metric, value }) => [metric['cluster'] ?? '', Number(value[1])]));
}

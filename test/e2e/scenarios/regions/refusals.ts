import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import { type Authority, type CertificateAndKey, FOR_CLIENTS, FOR_SERVERS } from '../../edge/authority';
import type { Edge } from '../../edge/client';
import { knock } from '../../edge/knock';
import { certificateIn, GRPC_PORT, knockAtPod } from './certificates';
import { storeApiHost } from './fleet';

const INFO = '/thanos.info.Info/Info';
const REFLECTION = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
/** Pods of the region that replicates, of all kinds that a router or the querier connects to. */
const PODS = ['deployment/thanos-query', 'pod/thanos-receive-ingestor-0', 'pod/thanos-storegateway-0'];

/** What servers say to who has no certificate, and to who has one of somebody else. */
const REQUIRED = /certificate required/;
const UNKNOWN = /unknown ca/;

export interface Identities {
  /** Signs for queriers that a Gateway lets in. */
  readonly clients: Authority;
  readonly client: CertificateAndKey;
}

/** Asks the StoreAPI of the north in each way that should fail, and in the one that should not. */
export async function tryGateway(e2e: E2e, edge: Edge, { clients, client }: Identities): Promise<void> {
  const door = { address: edge.address, port: edge.port, host: storeApiHost(e2e, 'north') };
  const stranger = e2e.surroundings.authority.sign(['stranger'], FOR_CLIENTS);
  const server = clients.sign(['server'], FOR_SERVERS);
  const inner = await certificateIn(e2e, e2e.namespace('north'), 'thanos-query-grpc-tls');
  const seen: string[] = [];
  const refused = [
    { what: 'no certificate', alert: REQUIRED },
    { what: 'one of another authority', shown: stranger, alert: UNKNOWN },
    { what: 'that of the querier behind it', shown: inner, alert: UNKNOWN },
    { what: 'one of the right authority, for servers', shown: server, alert: /unsupported certificate/ },
  ];
  for (const { what, shown, alert } of refused) {
    const { refused } = await knock({ ...door, shown });
    assert.match(refused ?? 'let in', alert, what);
    seen.push(`${what}: ${refused}`);
  }
  e2e.evidence.push({
    what: 'StoreAPI asked at the Gateway, by who shows the wrong certificate',
    seen: seen.join('; '),
  });
  const admitted = await knock({ ...door, shown: client, method: INFO });
  assert.equal(admitted.answer, '200, grpc-status 0', admitted.refused);
  const reflection = await knock({ ...door, shown: client, method: REFLECTION });
  assert.match(reflection.answer ?? '', /grpc-status 12$/, reflection.refused);
  e2e.evidence.push({
    what: `StoreAPI asked at the Gateway with the certificate of the global query: ${INFO}, and reflection`,
    seen: `${admitted.answer}; ${reflection.answer}`,
  });
}

/** Connects to pods without what `grpcTls` asks for, and with it. */
export async function tryPods(e2e: E2e, { client }: Identities): Promise<void> {
  const namespace = e2e.namespace('north');
  const own = await certificateIn(e2e, namespace, 'thanos-receive-router-grpc-tls');
  const results = await Promise.all(
    PODS.map(async (pod) => {
      const at = (door: { host?: string; shown?: CertificateAndKey }) => knockAtPod(e2e, namespace, pod, door);
      const host = 'thanos';
      return {
        pod,
        refused: [
          { how: 'in plaintext', knock: await at({}), alert: /closed|reset/i },
          { how: 'without a certificate', knock: await at({ host }), alert: REQUIRED },
          { how: 'with the one that the Gateway takes', knock: await at({ host, shown: client }), alert: UNKNOWN },
        ],
        served: await at({ host, shown: own }),
      };
    }),
  );
  for (const { pod, refused, served } of results) {
    for (const { how, knock, alert } of refused) assert.match(knock.refused ?? 'served', alert, `${pod} ${how}`);
    assert.equal(served.refused, undefined, `${pod} refuses a certificate of its authority`);
    const seen = refused.map(({ how, knock }) => `${how}: ${knock.refused}`);
    e2e.evidence.push({
      what: `port ${GRPC_PORT} of ${pod}, asked inside of the cluster`,
      seen: `${seen.join('; ')}; with one of its authority it serves`,
    });
  }
}

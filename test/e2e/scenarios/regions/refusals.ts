import assert from 'node:assert/strict';
import type { E2e } from '../../e2e';
import type { Authority, CertificateAndKey } from '../../edge/authority';
import type { Edge } from '../../edge/client';
import { type Knock, knock } from '../../edge/knock';
import { certificateIn, knockAtPod } from './certificates';
import { storeApiHost } from './fleet';

const INFO = '/thanos.info.Info/Info';
const REFLECTION = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
/** Pods of the region that replicates, of all kinds that a router or the querier connects to. */
const PODS = ['deployment/thanos-query', 'pod/thanos-receive-ingestor-0', 'pod/thanos-storegateway-0'];

export interface Identities {
  /** Signs for queriers that a Gateway lets in. */
  readonly clients: Authority;
  readonly client: CertificateAndKey;
}

/** Asks the StoreAPI of the north in each way that should fail, and in the one that should not. */
export async function tryGateway(e2e: E2e, edge: Edge, { clients, client }: Identities): Promise<void> {
  const door = { address: edge.address, port: edge.port, host: storeApiHost(e2e, 'north') };
  const stranger = e2e.surroundings.authority.sign(['stranger'], ['extendedKeyUsage=clientAuth']);
  const server = clients.sign(['server'], ['extendedKeyUsage=serverAuth']);
  const inner = await certificateIn(e2e, e2e.namespace('north'), 'thanos-query-grpc-tls');
  const refused = [
    { what: 'no certificate', knock: await knock(door) },
    { what: 'a certificate of another authority', knock: await knock({ ...door, shown: stranger }) },
    { what: 'the certificate that the querier itself has', knock: await knock({ ...door, shown: inner }) },
    { what: 'one of the right authority, for servers', knock: await knock({ ...door, shown: server }) },
  ];
  for (const { what, knock } of refused) {
    assert.ok(knock.refused, `let in with ${what}`);
    e2e.evidence.push({ what: `StoreAPI asked at the Gateway with ${what}`, seen: knock.refused });
  }
  const admitted = await knock({ ...door, shown: client, method: INFO });
  assert.equal(admitted.answer, '200, grpc-status 0', admitted.refused);
  const reflection = await knock({ ...door, shown: client, method: REFLECTION });
  assert.match(reflection.answer ?? '', /^404|grpc-status 12$/, reflection.refused);
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
        refused: {
          'in plaintext': await at({}),
          'without a certificate': await at({ host }),
          'with the certificate that the Gateway takes': await at({ host, shown: client }),
        } satisfies Record<string, Knock>,
        served: await at({ host, shown: own }),
      };
    }),
  );
  for (const { pod, refused, served } of results) {
    for (const [how, { refused: reason }] of Object.entries(refused)) assert.ok(reason, `${pod} serves ${how}`);
    assert.equal(served.refused, undefined, `${pod} refuses a certificate of its authority`);
    const seen = Object.entries(refused).map(([how, { refused: reason }]) => `${how}: ${reason}`);
    e2e.evidence.push({
      what: `port 10901 of ${pod} asked from inside of the cluster`,
      seen: `${seen.join('; ')}; served with a certificate of its authority`,
    });
  }
}

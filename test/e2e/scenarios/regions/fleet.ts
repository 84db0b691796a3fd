import { Exposure, type Fleet, GrpcTls } from '../../../../lib';
import type { KubernetesObject } from '../../cluster/objects';
import type { E2e } from '../../e2e';
import { edgeExposure, SMALL, smallStack } from '../small-stack';

/** The regions, of which one replicates. */
export const REGIONS = ['west', 'north'] as const;
export type Region = (typeof REGIONS)[number];
/** The Secrets of the certificates by which the global query and the Gateways of regions know each other. */
export const CLIENT_CA_SECRET = 'storeapi-client-ca';
export const CLIENT_SECRET = 'storeapi-client';

/** The hosts of a region's Gateway. */
export const domainOf = (e2e: E2e, region: Region) => e2e.domainIn(`edge-${region}`);
export const receiveHost = (e2e: E2e, region: Region) => `receive.${domainOf(e2e, region)}`;
export const storeApiHost = (e2e: E2e, region: Region) => `grpc.${domainOf(e2e, region)}`;

/** Renders the fleet, and applies some of its clusters. */
export function applyClusters(
  e2e: E2e,
  gatewayClass: string,
  clusters: readonly string[],
): Promise<readonly KubernetesObject[]> {
  return e2e.apply((fleet) => build(e2e, fleet, gatewayClass), undefined, clusters);
}

function build(e2e: E2e, fleet: Fleet, gatewayClass: string): void {
  const endpoints = REGIONS.map((region) => addRegion(e2e, fleet, gatewayClass, region));
  fleet.addCluster('global').addGlobalQuery({
    namespace: e2e.namespace('global'),
    endpoints,
    clientTlsSecretName: CLIENT_SECRET,
    grpcTls: GrpcTls.privateCa(),
    defaults: { resources: SMALL },
    // What receivers wrote alone, as it is to be read exactly.
    query: { replicas: 1, deduplication: 'chain' },
    queryFrontend: { replicas: 1 },
    exposure: edgeExposure(e2e),
  });
}

/** Writers and queriers of a region come by one Gateway: the ones by a password, the others by certificates. */
function addRegion(e2e: E2e, fleet: Fleet, gatewayClass: string, region: Region) {
  const stack = smallStack(e2e, { namespace: region });
  const edge = { gatewayClass, domain: domainOf(e2e, region), tlsSecretName: 'gateway-tls' };
  const split = { router: {}, replicas: 3, replicationFactor: 3 };
  return fleet.addCluster(region).addThanos({
    ...stack,
    receive: region === 'north' ? { ...stack.receive, ...split } : stack.receive,
    grpcTls: GrpcTls.privateCa(),
    exposure: {
      receive: Exposure.gatewayApi({ ...edge, basicAuth: 'basic-auth' }),
      storeApi: Exposure.gatewayApi({ ...edge, clientCaSecretName: CLIENT_CA_SECRET, privateCa: true }),
    },
  });
}

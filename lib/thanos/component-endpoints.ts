import type { GrpcCertificate } from './grpc-certificate';
import { GRPC } from './ports';
import type { StoreApiEndpoint } from './store-api';

/**
 * Each pod behind a headless Service, by its port's name. With certificates, the look-up stays at the names of pods, for which they
 * are: Thanos verifies what it connects to, and that would be addresses.
 */
export function podEndpoints(
  host: string,
  certificate: GrpcCertificate | undefined,
): Pick<StoreApiEndpoint, 'address' | 'grpcTls'> {
  const lookUp = certificate ? 'dnssrvnoa' : 'dnssrv';
  return {
    address: `${lookUp}+_${GRPC.name}._tcp.${host}`,
    grpcTls: certificate && { authority: certificate.authority },
  };
}

/** Pods with the same data, asked in turn: they are one endpoint, with one name. */
export function groupEndpoint(
  host: string,
  certificate: GrpcCertificate | undefined,
): Pick<StoreApiEndpoint, 'address' | 'group' | 'grpcTls'> {
  return {
    address: `dns+${host}:${GRPC.number}`,
    group: true,
    grpcTls: certificate && { authority: certificate.authority, serverName: host },
  };
}

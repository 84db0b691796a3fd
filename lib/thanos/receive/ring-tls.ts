import type { Problem } from '../../validation/problem';
import type { GrpcCertificate } from '../grpc-certificate';
import type { Hashring, ReplicationProtocol } from './hashring';

/** What keeps a receiver from writing to the pods of its hashrings by certificates, or from keeping to them. */
export function ringTlsProblems(
  { replicationProtocol }: { readonly replicationProtocol?: ReplicationProtocol },
  hashrings: readonly Hashring[],
  own: GrpcCertificate | undefined,
): Problem[] {
  if (replicationProtocol === 'capnproto') return own ? [plaintext()] : [];
  const members = hashrings.flatMap(({ ingestors }) => ingestors);
  return members
    .filter(({ grpcCertificate }) => grpcCertificate?.authority !== own?.authority)
    .map(({ identity, grpcCertificate }) => ({
      rule: own && grpcCertificate ? 'THANOS-232' : 'THANOS-236',
      what: `The router ${own ? `shows certificates of ${own.authority}` : 'writes in plaintext'}, and the ingestor ${identity.name} takes ${grpcCertificate ? `those of ${grpcCertificate.authority} alone` : 'none'}: its share of every write would fail`,
      fix: 'Give both the same grpcTls; for two namespaces that is GrpcTls.issuer with a ClusterIssuer',
    }));
}

function plaintext(): Problem {
  return {
    rule: 'THANOS-235',
    what: "replicationProtocol is 'capnproto', which Thanos never encrypts, beside grpcTls: series go from receiver to receiver readable, and whoever reaches that port can write",
    fix: 'Leave replicationProtocol out; while a running stack moves to grpcTls, suppress this until all ingestors have it',
  };
}

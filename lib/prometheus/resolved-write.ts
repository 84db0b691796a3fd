import type { Construct } from 'constructs';
import type { Identity } from '../kubernetes/identity';
import type { WritesBy } from '../remote-write/token-admission';
import { reportProblem } from '../validation/problem';
import { type CertificateWrite, resolveCertificate } from './certificate-write';
import type { RemoteWrite, WriterCluster } from './remote-write';
import { resolveToken, type TokenWrite, tokenClusterProblems } from './token-write';

/** A remote write to one edge, and what it shows there beside a password. */
export interface ResolvedWrite extends RemoteWrite {
  readonly token?: TokenWrite;
  readonly certificate?: CertificateWrite;
}

/** How a remote write shows who it is. */
export type Way = WritesBy | 'certificate';

/** Chooses the edge of each remote write, and what it shows there. */
export function resolveWrites(
  construct: Construct,
  writes: readonly RemoteWrite[],
  { cluster, identity }: { readonly cluster: WriterCluster | undefined; readonly identity: Identity },
): ResolvedWrite[] {
  for (const problem of cluster ? tokenClusterProblems(cluster) : []) reportProblem(construct, problem);
  const subject = `system:serviceaccount:${identity.namespace}:${identity.name}`;
  return writes.map((write) => {
    const way = wayOf(write, cluster);
    const resolved = resolveToken(construct, write, { cluster, subject, stays: way !== 'token' });
    return resolveCertificate(construct, resolved, { cluster, identity, way });
  });
}

/** The first way that is asked for and that the destination takes; where nothing is said, that of its first edge. */
function wayOf(
  { destination, basicAuth, clientCertificate }: RemoteWrite,
  cluster: WriterCluster | undefined,
): Way | undefined {
  const taken: readonly (Way | undefined)[] = [
    destination.basicAuth ? 'password' : undefined,
    destination.certificates && 'certificate',
    destination.tokens && 'token',
  ];
  const asked: readonly (Way | undefined)[] = [
    basicAuth ? 'password' : undefined,
    clientCertificate && 'certificate',
    cluster?.writesBy,
    cluster?.clientCertificate && 'certificate',
  ];
  const [first] = taken.filter((way) => way !== undefined);
  return asked.find((way) => way !== undefined && taken.includes(way)) ?? first;
}

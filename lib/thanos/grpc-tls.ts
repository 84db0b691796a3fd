import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IIssuer, IssuerReference } from '../certificates/issuer';
import { PrivateAuthority } from '../certificates/private-authority';

/** For the components that serve gRPC, or ask by it. */
export interface GrpcTlsProps {
  /**
   * Certificates on both sides of its gRPC connections (`--grpc-server-tls-…`): it takes nobody without one of the same authority.
   * @default - plaintext, which whoever reaches the port may read and write
   */
  readonly grpcTls?: GrpcTls;
}

/** Whose certificates a connection needs, and by which name a client has to know the server. */
export interface GrpcAuthority {
  /** Names the authority in this cluster. */
  readonly authority: string;
  /** @default - the host of the address, which for names that are looked up has to be the one that the look-up finds */
  readonly serverName?: string;
}

/** Mutual TLS on gRPC connections: which authority signs the certificates that components show each other. */
export class GrpcTls {
  /**
   * An authority of the stack's own, in its namespace, which signs for nobody else. Components with this value in one chart and stack
   * share it. The namespace has to be one where only those who may read all series can make Certificates.
   */
  static privateCa(): GrpcTls {
    return new GrpcTls(undefined);
  }

  /**
   * An issuer that is there, for example `Issuer.existing('ClusterIssuer', 'internal')`. It has to sign names inside of the cluster, and
   * to put its own certificate into key `ca.crt`. Whoever gets a certificate from it may read and write all series.
   */
  static issuer(issuer: IIssuer): GrpcTls {
    return new GrpcTls(issuer);
  }

  private constructor(private readonly issuer: IIssuer | undefined) {}

  /** The issuer for a component of a stack; the first to ask for an authority of the stack's own makes it. */
  issuerFor(component: Construct, stack: string): IIssuer {
    if (this.issuer) return this.issuer;
    const name = `${stack}-grpc-ca`;
    const chart = Chart.of(component);
    const existing = chart.node.tryFindChild(name);
    if (existing instanceof PrivateAuthority) return existing;
    return new PrivateAuthority(chart, name, {
      name,
      labels: { 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/instance': stack },
    });
  }
}

/** Names an issuer in its cluster. */
export function authorityOf({ kind, name, namespace }: IssuerReference, home: string): string {
  return kind === 'ClusterIssuer' ? `ClusterIssuer ${name}` : `Issuer ${namespace ?? home}/${name}`;
}

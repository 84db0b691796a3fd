import type { NetworkNode } from '../kubernetes/network';
import type { TokenAdmission } from './token-admission';

/** Where clusters write as themselves: by tokens of their ServiceAccounts, in place of a password. */
export interface TokenDestination {
  /** The whole URL, for example `https://receive.thanos.example.com/api/v1/receive`. */
  readonly url: string;
  readonly admission: TokenAdmission;
}

/** Where clients show certificates. */
export interface CertificateDestination {
  /** The whole URL, for example `https://receive.thanos.example.com/api/v1/receive`. */
  readonly url: string;
  /** Whether clients verify it by `ca.crt` in the Secret of their own certificate. @default false: by the public authorities */
  readonly privateCa?: boolean;
}

/** Something that accepts Prometheus' remote write: a receiver of this library, exposed or not, or an address elsewhere. */
export interface IRemoteWriteDestination {
  /** The whole URL, for example `https://receive.thanos.example.com/api/v1/receive`. */
  readonly url: string;
  /** The header by which the receiver knows the tenant (`--receive.tenant-header`). @default 'THANOS-TENANT' */
  readonly tenantHeader?: string;
  /** Whether it asks for a user and a password. @default false */
  readonly basicAuth?: boolean;
  /**
   * Where clusters write as themselves. It may be the same URL; where it is another, this destination has two edges, and each cluster
   * says to which it writes.
   * @default - nowhere
   */
  readonly tokens?: TokenDestination;
  /**
   * Where clients show certificates. It may be the same URL; where it is another, this destination has two edges, and each cluster says
   * to which it writes.
   * @default - nowhere
   */
  readonly certificates?: CertificateDestination;
  /**
   * Labels that the receiver adds to series: the tenant's, and its own external labels. A stateless ruler looks past them.
   * @default ['tenant_id']
   */
  readonly addedLabels?: readonly string[];
  /** The pods behind the address, where clients of this cluster connect to them directly. */
  readonly network?: NetworkNode;
}

/** What a destination outside of this program asks for. */
export interface RemoteWriteDestinationOptions
  extends Omit<IRemoteWriteDestination, 'url' | 'network' | 'tokens' | 'certificates'> {
  /** Whether it asks for a certificate of the client. @default false */
  readonly clientCertificate?: boolean;
}

/** Destinations outside of this program. */
export const RemoteWriteDestination = {
  /**
   * A destination by its URL.
   *
   * @param url `https://receive.thanos.example.com/api/v1/receive`: Thanos Receive listens on that path alone
   */
  url(url: string, { clientCertificate, ...options }: RemoteWriteDestinationOptions = {}): IRemoteWriteDestination {
    return { ...options, url, ...(clientCertificate && { certificates: { url } }) };
  },
} as const;

import type { NetworkNode } from '../kubernetes/network';

/** Something that accepts Prometheus' remote write: a receiver of this library, exposed or not, or an address elsewhere. */
export interface IRemoteWriteDestination {
  /** The whole URL, for example `https://receive.thanos.example.com/api/v1/receive`. */
  readonly url: string;
  /** The header by which the receiver knows the tenant (`--receive.tenant-header`). @default 'THANOS-TENANT' */
  readonly tenantHeader?: string;
  /** Whether it asks for a user and a password. @default false */
  readonly basicAuth?: boolean;
  /** The pods behind the address, where clients of this cluster connect to them directly. */
  readonly network?: NetworkNode;
}

/** Destinations outside of this program. */
export const RemoteWriteDestination = {
  /**
   * A destination by its URL.
   *
   * @param url `https://receive.thanos.example.com/api/v1/receive`: Thanos Receive listens on that path alone
   */
  url(url: string, options: Omit<IRemoteWriteDestination, 'url' | 'network'> = {}): IRemoteWriteDestination {
    return { ...options, url };
  },
} as const;

import type { NetworkNode } from '../kubernetes/network';

/** Something that accepts Prometheus' remote write: a receiver of this library, or an address elsewhere. */
export interface IRemoteWriteTarget {
  /** The complete URL: `http://thanos-receive.thanos.svc.cluster.local:19291/api/v1/receive`. */
  readonly remoteWriteUrl: string;
  /** The pods behind the URL, where they are in this cluster. */
  readonly frontDoor?: NetworkNode;
}

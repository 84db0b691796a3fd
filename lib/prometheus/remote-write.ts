import type { ClientCertificate } from '../certificates/client-certificate';
import type { IRemoteWriteDestination } from '../remote-write/destination';
import type { TokenCluster } from '../remote-write/token-admission';
import type { PrometheusDuration } from '../values/duration';
import type { RelabelConfig } from '../values/relabel';

/** The cluster of a Prometheus, and how it shows who it is to the receivers that it writes to. */
export interface WriterCluster extends TokenCluster {
  /** What it shows where certificates are asked for; where a stack has two edges, it then writes to that one. @default - none */
  readonly clientCertificate?: ClientCertificate;
}

/** A Secret, in the namespace of Prometheus, with the user and the password of a remote write. */
export interface BasicAuthSecret {
  /** @default 'remotewrite-secret' */
  readonly secretName?: string;
  /** The key that holds the user. @default 'user' */
  readonly userKey?: string;
  /** The key that holds the password. @default 'password' */
  readonly passwordKey?: string;
}

/** Certificates of an authority, in a Secret or a ConfigMap in the namespace of Prometheus. */
export type CertificateAuthority =
  | {
      readonly secretName: string;
      /** @default 'ca.crt' */
      readonly key?: string;
    }
  | {
      readonly configMapName: string;
      /** @default 'ca.crt' */
      readonly key?: string;
    };

/**
 * How Prometheus buffers and batches what it sends.
 *
 * @see https://prometheus.io/docs/practices/remote_write/
 */
export interface RemoteWriteQueue {
  /** Samples held for each shard. @default - Prometheus' 10000 */
  readonly capacity?: number;
  /** Connections at least. @default - Prometheus' 1 */
  readonly minShards?: number;
  /** Connections at most; fewer spare a small receiver. @default - Prometheus' 50 */
  readonly maxShards?: number;
  /** Samples in one request at most. @default - Prometheus' 2000 */
  readonly maxSamplesPerSend?: number;
  /** How long a sample waits for its request to fill. @default - Prometheus' '5s' */
  readonly batchSendDeadline?: PrometheusDuration;
  /** First pause after a failure. @default - Prometheus' '30ms' */
  readonly minBackoff?: PrometheusDuration;
  /** Longest pause after failures. @default - Prometheus' '5s' */
  readonly maxBackoff?: PrometheusDuration;
  /** Send again what a receiver refused because of its limits (status 429), in place of dropping it. @default false */
  readonly retryOnRateLimit?: boolean;
  /** Drop samples that are older, for example after a long outage. @default - none are too old */
  readonly sampleAgeLimit?: PrometheusDuration;
}

/** One receiver of all samples. */
export interface RemoteWrite {
  /** The receiver: an exposed Thanos Receive, or `RemoteWriteDestination.url(address)`. */
  readonly destination: IRemoteWriteDestination;
  /** Its name in Prometheus' own metrics. @default - a hash */
  readonly name?: string;
  /**
   * The Secret with the user and the password; `false` for none.
   * @default - the Secret `remotewrite-secret` where the destination asks for a password, none elsewhere
   */
  readonly basicAuth?: BasicAuthSecret | false;
  /**
   * The certificate that Prometheus shows: of an issuer in its cluster, or one that is there. A destination with two edges is then
   * written to at that for certificates.
   * @default - the cluster's, where the destination asks for one
   */
  readonly clientCertificate?: ClientCertificate;
  /** The tenant that the samples belong to, as the value of the destination's tenant header. @default - the receiver's default tenant */
  readonly tenant?: string;
  /**
   * Who signed the receiver's certificate, where that is a private authority.
   * @default - the public authorities; with `privateCa` of the exposure, `ca.crt` in the Secret of the client's certificate
   */
  readonly certificateAuthority?: CertificateAuthority;
  /** The name that the receiver's certificate must bear. @default - the host of the URL */
  readonly serverName?: string;
  /** How long a request may take. @default - Prometheus' '30s' */
  readonly timeout?: PrometheusDuration;
  /** @default - Prometheus' defaults */
  readonly queue?: RemoteWriteQueue;
  /** Relabelling of what is sent: the way to keep series at home. @default - everything is sent as it is */
  readonly writeRelabelings?: readonly RelabelConfig[];
  /** Keep exemplars and send them too; the receiver needs room for them (`--tsdb.max-exemplars`). @default false */
  readonly exemplars?: boolean;
  /** Scrape native histograms and send them too. @default false */
  readonly nativeHistograms?: boolean;
}

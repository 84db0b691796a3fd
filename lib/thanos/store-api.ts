import type { IConstruct } from 'constructs';
import type { NetworkNode } from '../kubernetes/network';
import type { TlsFiles } from '../values/tls';
import type { GrpcAuthority } from './grpc-tls';

/** Something that answers queries over Thanos' gRPC StoreAPI: a construct of this library, or an address elsewhere. */
export interface IStoreApi {
  readonly storeApi: StoreApiEndpoint;
}

/** How a querier connects to an endpoint with TLS: by files in its pod, or by a Secret in its namespace, which it mounts. */
export interface StoreApiTls extends TlsFiles {
  /** @default - Thanos' `1.3` */
  readonly minVersion?: '1.2' | '1.3';
  /** Whether the server asks who connects. @default - whether `clientTlsSecretName` is given */
  readonly clientCertificate?: boolean;
  /** The Secret with the certificate to show, of type `kubernetes.io/tls`. @default - the querier's own `clientTlsSecretName` */
  readonly clientTlsSecretName?: string;
  /** Verify the server by `ca.crt` in that Secret, not by the authorities that every system knows. @default false */
  readonly privateCa?: boolean;
}

/** One entry of a querier's endpoint list (`--endpoint.sd-config`). */
export interface StoreApiEndpoint {
  /** `dnssrv+_grpc._tcp.<service>…`, `dns+<host>:<port>` or `<host>:<port>`. */
  readonly address: string;
  /** Ask these endpoints in turn, not all of them: for replicas with the same data. @default false */
  readonly group?: boolean;
  /** Use the endpoint even when it looks unhealthy, so that its absence shows as an error. Only for plain `<host>:<port>`. @default false */
  readonly strict?: boolean;
  /** Connect with TLS. @default - plaintext */
  readonly tls?: StoreApiTls;
  /** Its certificates are of `grpcTls`, and so have to be the querier's. @default - they are not */
  readonly grpcTls?: GrpcAuthority;
  /** Labels that tell replicas of the same data apart; a querier removes them when it deduplicates. */
  readonly replicaLabels: readonly string[];
  /** The pods behind the address, for clients in the same cluster. An address for other clusters has none. */
  readonly network?: NetworkNode;
  /** What answers there, if it is part of this program. */
  readonly component?: IConstruct;
  /** The label by which it keeps tenants apart in its own answers. Over StoreAPI it does not. */
  readonly tenantLabelName?: string;
}

/** The label by which the replicas of a ruler differ. */
export const RULE_REPLICA_LABEL = 'rule_replica';

/** Options of an endpoint that no construct of this program renders. */
export type ExternalStoreApiOptions = Partial<
  Omit<StoreApiEndpoint, 'address' | 'network' | 'component' | 'tenantLabelName' | 'grpcTls'>
>;

/** Endpoints outside of this program: sidecars, other clusters, other queriers. */
export class StoreApi implements IStoreApi {
  /**
   * An endpoint by its address.
   *
   * @param address `dns+thanos.example.com:10901`, `dnssrv+_grpc._tcp.sidecar.monitoring.svc`, or `host:port`
   */
  static at(address: string, options: ExternalStoreApiOptions = {}): StoreApi {
    return new StoreApi({ replicaLabels: [], ...options, address });
  }

  /** An endpoint to which the querier shows another certificate than to all others. */
  static as(clientTlsSecretName: string, { storeApi }: IStoreApi): StoreApi {
    return new StoreApi({ ...storeApi, tls: { ...storeApi.tls, clientTlsSecretName } });
  }

  private constructor(readonly storeApi: StoreApiEndpoint) {}
}

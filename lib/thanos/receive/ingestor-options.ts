import type { Size } from 'cdk8s';
import type { IObjectStore } from '../../objstore/object-store';
import type { PrometheusDuration } from '../../values/duration';
import type { RequestLoggingProps, ThanosComponentProps } from '../component-props';
import type { GrpcTlsProps } from '../grpc-tls';
import type { ReplicationProtocol } from './hashring';
import type { IngestorReplicas } from './resize';
import type { IngestorTenancy } from './tenancy';

/**
 * Options of a receiver that keeps a TSDB.
 *
 * @see https://thanos.io/tip/components/receive.md/
 */
export interface ThanosReceiveIngestorOptions extends ThanosComponentProps, RequestLoggingProps, GrpcTlsProps {
  /**
   * Pods of the StatefulSet, all of which hashrings write to. To change their number without losing a sample, write the step in
   * between, `{ from: 3, to: 5 }`, and apply it first: docs/hashring.md. It is never an autoscaler: each number of pods is another
   * hashring.
   * @default 1
   */
  readonly replicas?: IngestorReplicas;
  /** Size of each pod's claim. It cannot be changed once applied. @default - 50Gi */
  readonly storage?: Size;
  /** StorageClass of the claims. It cannot be changed once applied. @default - the cluster's default class */
  readonly storageClass?: string;
  /** How long samples stay on the disk, beside the bucket; `'0d'` keeps them for ever (`--tsdb.retention`). @default - Thanos' 15d */
  readonly retention?: PrometheusDuration;
  /** How much each tenant's blocks may take; the oldest go first (`--tsdb.max-retention-bytes`). @default - no limit but `retention` */
  readonly retentionSize?: Size;
  /**
   * How late samples may come (`--tsdb.out-of-order.time-window`, experimental). Blocks then overlap, and the compactor halts on
   * them unless its vertical compaction is on.
   * @default - none: late samples are refused
   */
  readonly outOfOrderWindow?: PrometheusDuration;
  /**
   * How far the clock of a client may be ahead (`--tsdb.too-far-in-future.time-window`). Without a bound (`'0s'`), one sample from
   * next week makes the TSDB refuse all others until then.
   * @default '5m'
   */
  readonly tooFarInFutureWindow?: PrometheusDuration;
  /** Exemplars kept for each tenant (`--tsdb.max-exemplars`). @default 0 */
  readonly maxExemplars?: number;
  /** `--tsdb.wal-compression`. @default true */
  readonly walCompression?: boolean;
  /** Files of a block that are uploaded at a time (`--shipper.upload-concurrency`). @default - Thanos' own, one by one */
  readonly uploadConcurrency?: number;
  /** Hash of each file in a block's metadata, which spares the compactor downloads (`--hash-func`). @default - none */
  readonly hashFunc?: 'SHA256';
  /** Limits of one request to the StoreAPI (`--store.limits.request-…`); 0 is none. @default - none */
  readonly storeLimits?: { readonly series?: number; readonly samples?: number };
  /**
   * Labels of every block, beside the tenant's and the replica's (`--label`). They hide labels of that name that clients send,
   * so begin their names with `receive_`.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** The label that tells replicas of the same series apart; its value is the pod's name. @default 'receive_replica' */
  readonly replicaLabel?: string;
  /** @default - the tenant is in label `tenant_id`; what comes without one is `default-tenant`'s */
  readonly tenancy?: IngestorTenancy;
  /**
   * Zone in which all of the pods run, as nodes name it (`topology.kubernetes.io/zone`), and in which hashrings know them: a ring
   * then writes the replicas of a series to different zones.
   * @default - any zone, and hashrings do not know which
   */
  readonly zone?: string;
  /**
   * How long the pod may take to finish requests, flush its head block and upload it. Unit: seconds.
   * @default 900
   */
  readonly terminationGracePeriodSeconds?: number;
  /** How long the pod may take to replay its WAL after a crash. Then it is restarted, and begins anew. @default '30m' */
  readonly startupTimeout?: PrometheusDuration;
  /**
   * How long a pod has to be ready before a rollout takes the next one. With replication, routers need that time to find the pod
   * again. Unit: seconds.
   * @default 0
   */
  readonly minReadySeconds?: number;
}

export interface ThanosReceiveIngestorProps extends ThanosReceiveIngestorOptions {
  /** The bucket that blocks are uploaded to. */
  readonly objstore: IObjectStore;
  /**
   * How routers write to it. With `grpcTls`, the port of Cap'n Proto, which knows neither certificates nor encryption, is closed unless
   * they write there.
   * @default 'protobuf'
   */
  readonly replicationProtocol?: ReplicationProtocol;
}

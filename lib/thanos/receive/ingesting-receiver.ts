import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { PreStopSleepProps } from '../../kubernetes/pre-stop-sleep';
import { serviceHost } from '../../kubernetes/service-address';
import { dataClaimTemplate } from '../../kubernetes/storage';
import { reportProblem } from '../../validation/problem';
import { milliseconds, type PrometheusDuration } from '../../values/duration';
import { byteSize } from '../../values/size';
import { TENANT } from '../../values/tenant';
import { ThanosComponent } from '../component';
import { podEndpoints } from '../component-endpoints';
import type { ComponentKind } from '../component-props';
import { type FlagValue, renderLabels } from '../flags';
import { GrpcCertificate } from '../grpc-certificate';
import { CAPNPROTO, GRPC, HTTP, REMOTE_WRITE } from '../ports';
import type { IStoreApi, StoreApiEndpoint } from '../store-api';
import type { RingMember } from './hashring';
import { GRACE_SECONDS, ingestorProblems } from './ingestor-checks';
import type { ThanosReceiveIngestorProps } from './ingestor-options';
import { podCount, ringSize } from './resize';
import { tenancyProblems } from './tenancy';

const PORTS = [HTTP, GRPC, REMOTE_WRITE, CAPNPROTO];
const ZONE_LABEL = 'topology.kubernetes.io/zone';
const TSDB_PATH = '/var/thanos/receive';

/** A receiver with a TSDB for each tenant: a StatefulSet whose pods hashrings know by name. */
export abstract class IngestingReceiver extends ThanosComponent implements IStoreApi, RingMember {
  abstract readonly statefulSet: k8s.KubeStatefulSet;
  /** Gives each pod its DNS name, also while it is not ready. */
  readonly headlessService: k8s.KubeService;
  readonly headlessServiceName: string;
  readonly storeApi: StoreApiEndpoint;
  /** How many pods run. */
  readonly replicas: number;
  /** How many of the pods, counted from the first, hashrings write to. */
  readonly ringReplicas: number;
  /** What it shows on gRPC connections, with `grpcTls`. */
  readonly grpcCertificate?: GrpcCertificate;
  /** The zone in which all of the pods run. */
  readonly zone?: string;
  readonly minReadySeconds: number;
  /** The label that holds the tenant. */
  readonly tenantLabelName: string;
  /** Labels that it adds to series, beside the replica label, by which queriers deduplicate. */
  readonly addedLabels: readonly string[];
  /** External labels of its blocks, beside the replica label. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** How late samples may come; where this is set, the compactor needs vertical compaction. */
  readonly outOfOrderWindow?: PrometheusDuration;

  protected constructor(
    scope: Construct,
    id: string,
    props: ThanosReceiveIngestorProps,
    kind: ComponentKind,
    headless: { readonly suffix: string; readonly labels?: Record<string, string> },
  ) {
    const nodeSelector = props.zone ? { ...props.nodeSelector, [ZONE_LABEL]: props.zone } : props.nodeSelector;
    super(scope, id, { ...props, nodeSelector }, kind);
    this.replicas = podCount(props.replicas ?? 1);
    this.ringReplicas = ringSize(props.replicas ?? 1);
    this.zone = props.zone;
    this.minReadySeconds = props.minReadySeconds ?? 0;
    this.tenantLabelName = props.tenancy?.labelName ?? TENANT.label;
    this.addedLabels = [this.tenantLabelName, ...Object.keys(props.externalLabels ?? {})];
    this.externalLabels = props.externalLabels ?? {};
    this.outOfOrderWindow = props.outOfOrderWindow;
    this.headlessServiceName = `${this.identity.name}${headless.suffix}`;
    this.headlessService = this.addService(PORTS, {
      id: 'headless-service',
      name: this.headlessServiceName,
      headless: true,
      labels: headless.labels,
      spec: { publishNotReadyAddresses: true },
    });
    this.grpcCertificate = GrpcCertificate.of(this, {
      grpcTls: props.grpcTls,
      identity: this.identity,
      stack: this.stack,
      headlessService: this.headlessServiceName,
      mountSecret: (volume, secretName) => this.mountSecret(volume, secretName),
    });
    this.storeApi = {
      ...podEndpoints(serviceHost(this.headlessServiceName, this.identity.namespace), this.grpcCertificate),
      replicaLabels: [props.replicaLabel ?? 'receive_replica'],
      network: this.network,
      component: this,
    };
  }

  /** The StatefulSet of a receiver with these options, and with the flags by which it routes. */
  protected addIngestingStatefulSet(
    props: ThanosReceiveIngestorProps & PreStopSleepProps,
    routing: Readonly<Record<string, FlagValue>> = {},
  ): k8s.KubeStatefulSet {
    const storage = props.storage ?? Size.gibibytes(50);
    const problems = [...ingestorProblems({ ...props, storage }), ...tenancyProblems(props.tenancy)];
    for (const problem of problems) reportProblem(this, problem);
    this.addEnvironment({ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } });
    this.mountDataClaim(TSDB_PATH);
    return this.addStatefulSet(
      {
        subcommand: 'receive',
        ports: PORTS,
        // A receiver is alive while it replays its WAL, and ready after that.
        startupPath: '/-/ready',
        startupSeconds: (milliseconds(props.startupTimeout ?? '30m') ?? 0) / 1000,
        terminationGracePeriodSeconds: props.terminationGracePeriodSeconds ?? GRACE_SECONDS,
        preStopSleepSeconds: props.preStopSleepSeconds,
        flags: { ...this.tsdbFlags(props), ...routing, ...this.grpcFlags(props) },
      },
      {
        replicas: this.replicas,
        serviceName: this.headlessServiceName,
        podManagementPolicy: 'Parallel',
        minReadySeconds: props.minReadySeconds,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        volumeClaimTemplates: [dataClaimTemplate(this.identity.selector, storage, props.storageClass)],
      },
    );
  }

  private grpcFlags({ replicationProtocol }: ThanosReceiveIngestorProps): Record<string, FlagValue> {
    if (!this.grpcCertificate) return {};
    return {
      ...this.grpcCertificate.serverFlags,
      'receive.capnproto-address': replicationProtocol === 'capnproto' ? undefined : `127.0.0.1:${CAPNPROTO.number}`,
    };
  }

  private tsdbFlags(props: ThanosReceiveIngestorProps): Record<string, FlagValue> {
    return {
      'objstore.config-file': this.useObjectStore(props.objstore, 'write'),
      'tsdb.path': TSDB_PATH,
      'tsdb.retention': props.retention,
      'tsdb.max-retention-bytes': props.retentionSize && byteSize(props.retentionSize),
      'tsdb.out-of-order.time-window': props.outOfOrderWindow,
      'tsdb.too-far-in-future.time-window': props.tooFarInFutureWindow ?? '5m',
      'tsdb.max-exemplars': props.maxExemplars,
      'tsdb.wal-compression': props.walCompression,
      'shipper.upload-concurrency': props.uploadConcurrency,
      'hash-func': props.hashFunc,
      'store.limits.request-series': props.storeLimits?.series,
      'store.limits.request-samples': props.storeLimits?.samples,
      label: renderLabels({ ...props.externalLabels, [props.replicaLabel ?? 'receive_replica']: '$(POD_NAME)' }),
      'receive.tenant-label-name': props.tenancy?.labelName,
      'receive.default-tenant-id': props.tenancy?.defaultTenant,
    };
  }
}

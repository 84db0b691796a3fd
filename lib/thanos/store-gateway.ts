import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { podDisruptionBudget, runsSeveral } from '../kubernetes/availability';
import { quantity } from '../kubernetes/pod-template';
import { serviceHost } from '../kubernetes/service-address';
import { dataClaimTemplate } from '../kubernetes/storage';
import type { IObjectStore } from '../objstore/object-store';
import { reportProblem } from '../validation/problem';
import { byteSize } from '../values/size';
import type { CachingBucket } from './cache/caching-bucket';
import { IndexCache } from './cache/index-cache';
import { ThanosComponent } from './component';
import { groupEndpoint, podEndpoints } from './component-endpoints';
import type { FlagValue } from './flags';
import { GrpcCertificate } from './grpc-certificate';
import { GRPC, HTTP } from './ports';
import { relabelConfig } from './relabel';
import type { IStoreApi, StoreApiEndpoint } from './store-api';
import { storeGatewayProblems } from './store-gateway-checks';
import type { ThanosStoreGatewayOptions } from './store-gateway-options';

export interface ThanosStoreGatewayProps extends ThanosStoreGatewayOptions {
  /** The bucket; the store gateway only reads from it. */
  readonly objstore: IObjectStore;
}

const DATA_DIRECTORY = '/var/thanos/store';

/**
 * The store gateway: serves the blocks in the bucket. It answers `/-/healthy` at once and is ready when it knows every block, so that
 * a large bucket delays a start and never restarts the pod.
 */
export class ThanosStoreGateway extends ThanosComponent implements IStoreApi {
  readonly statefulSet: k8s.KubeStatefulSet;
  /** Headless, and called as the StatefulSet is. */
  readonly service: k8s.KubeService;
  readonly disruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly storeApi: StoreApiEndpoint;
  /** Where it keeps what it read from the bucket; `undefined` where it keeps nothing. */
  readonly cachingBucket?: CachingBucket;
  /** What it shows to queriers, with `grpcTls`. */
  readonly grpcCertificate?: GrpcCertificate;

  constructor(scope: Construct, id: string, props: ThanosStoreGatewayProps) {
    super(scope, id, props, {
      component: 'storegateway',
      requests: { cpu: Cpu.millis(100), memory: Size.mebibytes(512) },
    });
    const indexCache = props.indexCache ?? IndexCache.inMemory();
    this.cachingBucket = props.cachingBucket;
    for (const problem of storeGatewayProblems({ ...props, indexCache })) reportProblem(this, problem);
    const replicas = props.replicas ?? 1;
    const host = serviceHost(this.identity.name, this.identity.namespace);
    this.grpcCertificate = GrpcCertificate.of(this, {
      grpcTls: props.grpcTls,
      identity: this.identity,
      stack: this.stack,
      headlessService: this.identity.name,
      mountSecret: (volume, secretName) => this.mountSecret(volume, secretName),
    });
    this.storeApi = {
      // Replicas serve the same blocks: asking all of them would fetch everything that many times.
      ...(replicas > 1 ? groupEndpoint(host, this.grpcCertificate) : podEndpoints(host, this.grpcCertificate)),
      replicaLabels: [],
      network: this.network,
      component: this,
    };
    this.service = this.addService([HTTP, GRPC], { headless: true });
    if (props.storage) this.mountDataClaim(DATA_DIRECTORY);
    else {
      const sizeLimit = props.scratchSizeLimit && quantity(props.scratchSizeLimit);
      this.mount({ name: 'data', emptyDir: { sizeLimit } }, { mountPath: DATA_DIRECTORY });
    }
    this.statefulSet = this.addStatefulSet(
      { subcommand: 'store', ports: [HTTP, GRPC], flags: this.flags(props, indexCache) },
      {
        replicas,
        serviceName: this.identity.name,
        podManagementPolicy: 'Parallel',
        ...(props.storage && {
          volumeClaimTemplates: [dataClaimTemplate(this.identity.selector, props.storage, props.storageClass)],
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
        }),
      },
    );
    if (runsSeveral(replicas)) this.disruptionBudget = podDisruptionBudget(this, this.identity, 1);
  }

  private flags(props: ThanosStoreGatewayProps, indexCache: IndexCache): Record<string, FlagValue> {
    const { lazyIndexHeaders, lazyExpandedPostings, limits } = props;
    const headers = typeof lazyIndexHeaders === 'object' ? lazyIndexHeaders : {};
    const postings = typeof lazyExpandedPostings === 'object' ? lazyExpandedPostings : {};
    return {
      'data-dir': DATA_DIRECTORY,
      'objstore.config-file': this.useObjectStore(props.objstore, props.adminOperations ? 'write' : 'read'),
      'index-cache.config-file': this.useCache('index-cache', indexCache),
      'store.caching-bucket.config-file': props.cachingBucket && this.useCache('caching-bucket', props.cachingBucket),
      'selector.relabel-config-file':
        props.selector && this.addConfigFile('selector-relabel', relabelConfig(props.selector)),
      'min-time': props.minTime,
      'max-time': props.maxTime,
      'store.enable-index-header-lazy-reader': lazyIndexHeaders ? true : undefined,
      'store.index-header-lazy-reader-idle-timeout': headers.idleTimeout,
      'store.index-header-lazy-download-strategy': headers.download,
      'store.enable-lazy-expanded-postings': lazyExpandedPostings ? true : undefined,
      'store.posting-group-max-key-series-ratio': postings.maxKeySeriesRatio,
      'chunk-pool-size': props.chunkPoolSize && byteSize(props.chunkPoolSize),
      'store.limits.request-series': limits?.series,
      'store.limits.request-samples': limits?.samples,
      'store.grpc.downloaded-bytes-limit': limits?.downloadedBytes && byteSize(limits.downloadedBytes),
      'store.grpc.series-max-concurrency': props.seriesMaxConcurrency,
      'sync-block-duration': props.syncInterval,
      'block-discovery-strategy': props.blockDiscovery,
      'block-sync-concurrency': props.blockSyncConcurrency,
      'block-meta-fetch-concurrency': props.blockMetaFetchConcurrency,
      'matcher-cache-size': props.matcherCacheSize,
      'ignore-deletion-marks-delay': props.ignoreDeletionMarksDelay,
      'consistency-delay': props.consistencyDelay,
      'web.disable': props.web === false ? true : undefined,
      'disable-admin-operations': props.adminOperations ? undefined : true,
      ...this.grpcCertificate?.serverFlags,
    };
  }
}

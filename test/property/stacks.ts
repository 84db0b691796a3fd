import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc, { type Arbitrary } from 'fast-check';
import {
  AzureIdentity,
  type BlockTime,
  CachingBucket,
  type ClusterThanosProps,
  IndexCache,
  ObjectStore,
  ResponseCache,
  Rules,
  type ThanosCompactorOptions,
  type ThanosReceiveOptions,
  type ThanosStackProps,
  type ThanosStackRuler,
} from '../../lib';
import type { Leaves } from './leaves';

/** Some of the properties, never given as `undefined`. */
function some<Shape extends object>(
  properties: { [Key in keyof Shape]: Arbitrary<Shape[Key]> },
): Arbitrary<Partial<Shape>> {
  return fc.record(properties, { requiredKeys: [] }) as Arbitrary<Partial<Shape>>;
}

const CLIENT_ID = '5c424851-e907-4cb0-acb5-3ea42fc56082';

/** Stacks whose options come from `leaves`, and fit each other as the documentation asks. */
export function stacks(leaves: Leaves): Arbitrary<ClusterThanosProps> {
  const general: Arbitrary<Omit<ClusterThanosProps, 'objstore' | 'receive' | 'compactor'>> = some({
    name: leaves.name(),
    defaults: defaults(leaves),
    query: query(leaves),
    queryFrontend: queryFrontend(leaves),
    storeGateway: storeGateway(leaves),
    bucketWeb: fc.oneof(fc.boolean(), bucketWeb(leaves)),
    ruler: fc.oneof(fc.boolean(), ruler(leaves)),
    networkPolicies: fc.boolean(),
    monitoring: fc.constantFrom(false as const, { interval: '30s' as const }),
  });
  return fc
    .tuple(general, objstore(leaves), receive(leaves), compactor(leaves))
    .map(([props, store, receiver, compaction]) => ({
      ...props,
      objstore: store,
      receive: receiver,
      // Samples out of order make blocks that overlap.
      compactor: receiver.outOfOrderWindow ? { ...compaction, verticalCompaction: true } : compaction,
    }));
}

function objstore(leaves: Leaves) {
  return fc
    .tuple(
      leaves.name(),
      fc.constantFrom('kubelet' as const, 'workload' as const),
      fc.option(leaves.name(), { nil: undefined }),
    )
    .map(([container, identity, prefix]) =>
      ObjectStore.azureBlob({
        storageAccount: 'thanostore',
        container: `c-${container}`,
        identity: AzureIdentity[identity]({ clientId: CLIENT_ID }),
        prefix,
      }),
    );
}

function defaults(leaves: Leaves): Arbitrary<ThanosStackProps['defaults']> {
  return some({
    logLevel: fc.constantFrom('debug', 'info', 'warn', 'error'),
    logFormat: fc.constantFrom('logfmt', 'json'),
    labels: fc.dictionary(leaves.name(), leaves.name(), { maxKeys: 2 }),
    podAnnotations: fc.dictionary(leaves.name(), leaves.labelValue(), { maxKeys: 2 }),
    resources: fc.constant({ requests: { cpu: Cpu.millis(50) }, limits: { memory: Size.gibibytes(64) } }),
    tracing: fc.record({ endpoint: leaves.name().map((host) => `${host}:4317`), insecure: fc.boolean() }),
  });
}

const logging = fc.record({
  http: fc.record({
    level: fc.constantFrom('DEBUG' as const, 'ERROR' as const),
    decision: fc.constantFrom(
      { logStart: true, logEnd: true as const },
      { logStart: false as const, logEnd: false as const },
    ),
  }),
});

function receive(leaves: Leaves): Arbitrary<ThanosReceiveOptions> {
  const common = some({
    storage: leaves.size().map((size) => size),
    retention: leaves.duration(),
    outOfOrderWindow: leaves.duration(),
    tooFarInFutureWindow: leaves.duration(),
    maxExemplars: leaves.count(0),
    walCompression: fc.boolean(),
    uploadConcurrency: leaves.count(1),
    hashFunc: fc.constant('SHA256'),
    storeLimits: some({ series: leaves.count(0), samples: leaves.count(0) }),
    externalLabels: fc.dictionary(
      leaves.labelName().map((name) => `receive_${name}`),
      leaves.labelValue(),
      { maxKeys: 2 },
    ),
    tenancy: some({ header: leaves.header(), defaultTenant: leaves.tenant(), splitLabelName: leaves.labelName() }),
    forwardTimeout: leaves.duration(),
    forwardAsyncWorkers: leaves.count(1),
    replicationProtocol: fc.constantFrom('protobuf', 'capnproto'),
    limits: limits(leaves),
    requestLogging: logging,
    startupTimeout: leaves.duration(),
    terminationGracePeriodSeconds: leaves.count(300, 900),
  });
  const pods = fc.tuple(leaves.count(1, 5), fc.constantFrom(1, 3, 5)).map(([replicas, factor]) => ({
    replicas,
    replicationFactor: Number.isInteger(replicas) ? Math.min(factor, replicas - 1 + (replicas % 2)) || 1 : factor,
  }));
  const split = fc.record({
    router: some({
      replicas: leaves.count(1, 5),
      requestLogging: logging,
    }),
    hashrings: fc.option(hashrings(leaves), { nil: undefined }),
  });
  return fc
    .tuple(common, pods, fc.option(split, { nil: undefined }))
    .map(([options, numbers, routers]) =>
      routers ? { ...options, ...numbers, ...routers } : { ...options, ...numbers },
    );
}

function hashrings(leaves: Leaves) {
  return fc
    .uniqueArray(fc.tuple(leaves.name(), leaves.tenant()), { maxLength: 2, selector: ([name]) => name })
    .filter((rings) => new Set(rings.map(([, tenant]) => tenant)).size === rings.length)
    .map((rings) => [
      ...rings.map(([name, tenant]) => ({ name: `ring-${name}`, tenants: [tenant] })),
      { name: 'default' },
    ]);
}

function limits(leaves: Leaves) {
  const request = some({ sizeBytesLimit: leaves.size(), seriesLimit: leaves.count(0), samplesLimit: leaves.count(0) });
  return some({
    global: fc.record({ maxConcurrency: leaves.count(1), metaMonitoring: fc.record({ url: leaves.url() }) }),
    default: fc.record({ request }),
    tenants: fc.dictionary(leaves.tenant(), fc.record({ request }), { maxKeys: 2 }),
  });
}

function query(leaves: Leaves): Arbitrary<ThanosStackProps['query']> {
  return some({
    replicas: fc.oneof(leaves.count(1, 5), fc.constant({ autoscaling: {} })),
    deduplication: fc.constantFrom('penalty', 'chain'),
    engine: fc.constantFrom('prometheus', 'thanos'),
    partitionLabels: fc.array(leaves.labelName(), { minLength: 1, maxLength: 2 }),
    autoDownsampling: fc.boolean(),
    partialResponse: fc.boolean(),
    timeout: leaves.duration(),
    maxConcurrent: leaves.count(1),
    maxConcurrentSelect: leaves.count(1),
    lookbackDelta: leaves.duration(),
    storeResponseTimeout: leaves.duration(),
    dnsInterval: leaves.duration(),
    storeLimits: some({ series: leaves.count(0), samples: leaves.count(0) }),
    externalUrl: leaves.url(),
    routePrefix: leaves.path(),
    externalPrefix: leaves.path(),
    requestLogging: logging,
  });
}

function queryFrontend(leaves: Leaves): Arbitrary<ThanosStackProps['queryFrontend']> {
  const cache = responseCache(leaves);
  return some({
    replicas: fc.oneof(leaves.count(1, 5), fc.constant({ autoscaling: { memoryUtilization: null } })),
    queryRange: some({
      splitInterval: leaves.goDuration(),
      cache,
      cacheMaxFreshness: leaves.goDuration(),
      maxRetries: leaves.count(0),
      maxQueryLength: leaves.goDuration(),
      maxQueryParallelism: leaves.count(1),
      alignRangeWithStep: fc.boolean(),
    }),
    labelRequests: some({ splitInterval: leaves.goDuration(), cache, defaultTimeRange: leaves.goDuration() }),
    instantQueryMaxRetries: leaves.count(0),
    cacheCompression: fc.constantFrom('snappy', 'none'),
    compressResponses: fc.boolean(),
    requestLogging: logging,
  });
}

function responseCache(leaves: Leaves): Arbitrary<ResponseCache | null> {
  return fc.oneof(
    fc.constant(null),
    some({ maxSize: fc.constant(Size.mebibytes(8)), maxSizeItems: leaves.count(1), validity: leaves.goDuration() }).map(
      ResponseCache.inMemory,
    ),
    memcached(leaves).map((props) => ResponseCache.memcached(props)),
  );
}

function memcached(leaves: Leaves) {
  return fc
    .tuple(
      fc.array(leaves.address(), { minLength: 1, maxLength: 2 }),
      some({
        timeout: leaves.goDuration(),
        maxIdleConnections: leaves.count(1),
        maxAsyncConcurrency: leaves.count(1),
        maxAsyncBufferSize: leaves.count(1),
        maxGetMultiConcurrency: leaves.count(0),
        maxGetMultiBatchSize: leaves.count(0),
        maxItemSize: leaves.size(),
        dnsProviderUpdateInterval: leaves.goDuration(),
      }),
    )
    .map(([addresses, options]) => ({ addresses, ...options }));
}

function storeGateway(leaves: Leaves): Arbitrary<ThanosStackProps['storeGateway']> {
  return some({
    replicas: leaves.count(1, 3),
    shards: leaves.count(1, 3),
    storage: leaves.size(),
    chunkPoolSize: leaves.size(),
    indexCache: fc.oneof(
      fc.constant(IndexCache.inMemory()),
      memcached(leaves).map((props) => IndexCache.memcached(props)),
    ),
    cachingBucket: memcached(leaves).map((props) => CachingBucket.memcached(props)),
    lazyIndexHeaders: fc.oneof(
      fc.boolean(),
      some({ idleTimeout: leaves.goDuration(), download: fc.constantFrom('eager', 'lazy') }),
    ),
    lazyExpandedPostings: fc.oneof(fc.boolean(), some({ maxKeySeriesRatio: leaves.count(0) })),
    limits: some({
      series: leaves.count(0),
      samples: leaves.count(1, 50).map((chunks) => chunks * 120),
      downloadedBytes: leaves.size(),
    }),
    seriesMaxConcurrency: leaves.count(1),
    syncInterval: leaves.goDuration(),
    blockDiscovery: fc.constantFrom('concurrent', 'recursive'),
    blockSyncConcurrency: leaves.count(1),
    blockMetaFetchConcurrency: leaves.count(1),
    matcherCacheSize: leaves.count(0),
    ignoreDeletionMarksDelay: leaves.duration(),
    consistencyDelay: leaves.duration(),
    minTime: leaves.duration().map((duration) => `-${duration}` as BlockTime),
    web: fc.boolean(),
    adminOperations: fc.boolean(),
  });
}

function compactor(leaves: Leaves): Arbitrary<ThanosCompactorOptions> {
  const retention = some({
    raw: leaves.count(2, 100).map((days) => `${days}d` as const),
    fiveMinutes: leaves.count(10, 100).map((days) => `${days}d` as const),
    oneHour: leaves.count(1, 9).map((years) => `${years}y` as const),
  });
  return some({
    retention,
    downsampling: fc.boolean(),
    deduplication: fc.record({
      replicaLabels: fc.constant(['receive_replica'] as const),
      func: fc.constantFrom('one-to-one', 'penalty'),
    }),
    deleteDelay: leaves.duration(),
    consistencyDelay: leaves.goDuration(),
    waitInterval: leaves.goDuration(),
    cleanupInterval: leaves.goDuration(),
    compactConcurrency: leaves.count(1),
    downsampleConcurrency: leaves.count(1),
    blocksFetchConcurrency: leaves.count(1),
    blockFilesConcurrency: leaves.count(1),
    blockMetaFetchConcurrency: leaves.count(1),
    storage: leaves.size(),
    web: fc.boolean(),
    adminOperations: fc.boolean(),
  });
}

function bucketWeb(leaves: Leaves): Arbitrary<Exclude<ThanosStackProps['bucketWeb'], boolean>> {
  return some({
    refresh: leaves.goDuration(),
    timeout: leaves.goDuration(),
    groupingLabel: leaves.labelName(),
    routePrefix: leaves.path(),
    externalPrefix: leaves.path(),
    prefixHeader: leaves.header(),
    adminOperations: fc.boolean(),
  });
}

function ruler(leaves: Leaves): Arbitrary<ThanosStackRuler> {
  const group = fc.record({
    name: leaves.labelValue(),
    rules: fc.tuple(fc.record({ record: leaves.labelName(), expr: fc.constant('sum(up)') })),
  });
  const common = some({
    replicas: leaves.count(1, 3),
    rules: group.map((each) => [Rules.groups([each])]),
    alertmanagers: fc.record({ addresses: fc.tuple(leaves.address()) }).map((each) => [each]),
    alertQueryUrl: leaves.url(),
    alertLabelDrop: fc.array(leaves.labelName(), { maxLength: 2 }),
    externalLabels: fc.dictionary(
      leaves.labelName().map((name) => `ruler_${name}`),
      leaves.labelValue(),
      { maxKeys: 2 },
    ),
    evaluationInterval: leaves.goDuration(),
    queryOffset: leaves.goDuration(),
    concurrentEvaluations: leaves.count(1),
    resendDelay: leaves.goDuration(),
    forOutageTolerance: leaves.goDuration(),
    forGracePeriod: leaves.goDuration(),
    requestLogging: logging,
    storage: leaves.size(),
  });
  return fc
    .tuple(common, fc.constantFrom('stateful' as const, 'stateless' as const))
    .map(([options, mode]) => ({ ...options, mode }));
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Size } from 'cdk8s';
import { AzureIdentity } from '../../lib/objstore/azure-identity';
import { ObjectStore } from '../../lib/objstore/factories';
import { CachingBucket } from '../../lib/thanos/cache/caching-bucket';
import { IndexCache } from '../../lib/thanos/cache/index-cache';
import { GrpcTls } from '../../lib/thanos/grpc-tls';
import { ThanosQuery } from '../../lib/thanos/query';
import { ThanosStoreGateway } from '../../lib/thanos/store-gateway';
import type {
  LazyExpandedPostings,
  LazyIndexHeaders,
  StoreLimits,
  ThanosStoreGatewayOptions,
} from '../../lib/thanos/store-gateway-options';
import { everyRequestLoggingOption, everyThanosOption } from '../every-option';
import { args, configFile, container, field, find, flag, synth, testChart } from '../helpers';
import { objstore, render } from './store-gateway-setup';

describe('ThanosStoreGateway by default', () => {
  const { manifests, statefulSet, storeGateway } = render();

  it('has a headless Service of its own name, so that the name of the article still resolves', () => {
    const service = find(manifests, 'Service', 'thanos-storegateway');
    assert.equal(field(service, 'spec.clusterIP'), 'None');
    assert.equal(field(statefulSet, 'spec.serviceName'), 'thanos-storegateway');
    assert.deepEqual(field(service, 'spec.selector'), field(statefulSet, 'spec.selector.matchLabels'));
    assert.deepEqual(field(service, 'spec.ports'), [
      { name: 'http', port: 10902, targetPort: 'http', protocol: 'TCP' },
      { name: 'grpc', port: 10901, targetPort: 'grpc', protocol: 'TCP' },
    ]);
  });

  it('is an endpoint without replica labels: its blocks have theirs', () => {
    assert.equal(storeGateway.storeApi.address, 'dnssrv+_grpc._tcp.thanos-storegateway.thanos.svc.cluster.local');
    assert.equal(storeGateway.storeApi.group, undefined);
    assert.deepEqual(storeGateway.storeApi.replicaLabels, []);
  });

  it('keeps index headers on the node, in a directory that is mounted', () => {
    assert.equal(flag(statefulSet, 'data-dir'), '/var/thanos/store');
    assert.equal(field(statefulSet, 'spec.volumeClaimTemplates'), undefined);
    const volumes = field(statefulSet, 'spec.template.spec.volumes') as { name: string }[];
    assert.deepEqual(
      volumes.find(({ name }) => name === 'data'),
      { name: 'data', emptyDir: {} },
    );
    const mounts = container(statefulSet)['volumeMounts'] as { name: string }[];
    assert.deepEqual(
      mounts.find(({ name }) => name === 'data'),
      { name: 'data', mountPath: '/var/thanos/store' },
    );
  });

  it('caches the index in its memory', () => {
    assert.deepEqual(configFile(manifests, 'thanos-storegateway-index-cache', 'index-cache.yaml'), {
      type: 'IN-MEMORY',
      config: { max_size: '250MiB', max_item_size: '125MiB' },
    });
    assert.equal(flag(statefulSet, 'store.caching-bucket.config-file'), undefined);
  });

  it('reads the bucket from the Secret, and marks nothing in it', () => {
    assert.equal(flag(statefulSet, 'objstore.config-file'), '/etc/thanos/objstore/objstore.yaml');
    assert.equal(flag(statefulSet, 'disable-admin-operations'), true);
  });

  it('is not restarted while it reads a large bucket: only readiness waits for that', () => {
    assert.equal(field(container(statefulSet), 'startupProbe.httpGet.path'), '/-/healthy');
    assert.equal(field(container(statefulSet), 'livenessProbe.httpGet.path'), '/-/healthy');
    assert.equal(field(container(statefulSet), 'readinessProbe.httpGet.path'), '/-/ready');
  });

  it('renders no budget for a single pod', () => {
    assert.deepEqual(manifests.map(({ kind }) => kind).sort(), [
      'ConfigMap',
      'Service',
      'ServiceAccount',
      'StatefulSet',
    ]);
  });
});

describe('ThanosStoreGateway with every option', () => {
  const lazyIndexHeaders: Required<LazyIndexHeaders> = { idleTimeout: '10m', download: 'lazy' };
  const lazyExpandedPostings: Required<LazyExpandedPostings> = { maxKeySeriesRatio: 50 };
  const limits: Required<StoreLimits> = { series: 1000, samples: 120_000, downloadedBytes: Size.gibibytes(1) };
  // A claim and a limit of the node's disk exclude each other: the latter has a test of its own.
  const all: Required<Omit<ThanosStoreGatewayOptions, 'scratchSizeLimit'>> = {
    component: 'storegateway-recent',
    replicas: 2,
    grpcTls: GrpcTls.privateCa(),
    storage: Size.gibibytes(10),
    storageClass: 'managed-csi-premium',
    indexCache: IndexCache.memcached({ addresses: ['memcached:11211'] }),
    cachingBucket: CachingBucket.redis({
      addresses: ['redis:6380'],
      passwordSecret: { name: 'redis', key: 'password' },
      tls: {},
    }),
    minTime: '-6w',
    maxTime: '-2h',
    selector: [{ action: 'keep', sourceLabels: ['cluster'], regex: 'eu-.*' }],
    lazyIndexHeaders,
    lazyExpandedPostings,
    chunkPoolSize: Size.gibibytes(1),
    limits,
    seriesMaxConcurrency: 10,
    syncInterval: '3m',
    blockDiscovery: 'recursive',
    blockSyncConcurrency: 11,
    blockMetaFetchConcurrency: 12,
    matcherCacheSize: 13,
    ignoreDeletionMarksDelay: '1d',
    consistencyDelay: '30m',
    web: false,
    adminOperations: true,
    ...everyThanosOption,
    ...everyRequestLoggingOption,
  };
  const { manifests, statefulSet, storeGateway } = render(all);

  it('renders the flags that the options stand for', () => {
    assert.deepEqual(args(statefulSet), [
      'store',
      '--log.level=debug',
      '--log.format=json',
      '--enable-auto-gomemlimit',
      '--tracing.config-file=/etc/thanos/tracing/tracing.yaml',
      '--request.logging-config-file=/etc/thanos/request-logging/request-logging.yaml',
      '--data-dir=/var/thanos/store',
      '--objstore.config-file=/etc/thanos/objstore/objstore.yaml',
      '--index-cache.config-file=/etc/thanos/index-cache/index-cache.yaml',
      '--store.caching-bucket.config-file=/etc/thanos/caching-bucket/caching-bucket.yaml',
      '--selector.relabel-config-file=/etc/thanos/selector-relabel/selector-relabel.yaml',
      '--min-time=-6w',
      '--max-time=-2h',
      '--store.enable-index-header-lazy-reader',
      '--store.index-header-lazy-reader-idle-timeout=10m',
      '--store.index-header-lazy-download-strategy=lazy',
      '--store.enable-lazy-expanded-postings',
      '--store.posting-group-max-key-series-ratio=50',
      '--chunk-pool-size=1GiB',
      '--store.limits.request-series=1000',
      '--store.limits.request-samples=120000',
      '--store.grpc.downloaded-bytes-limit=1GiB',
      '--store.grpc.series-max-concurrency=10',
      '--sync-block-duration=3m',
      '--block-discovery-strategy=recursive',
      '--block-sync-concurrency=11',
      '--block-meta-fetch-concurrency=12',
      '--matcher-cache-size=13',
      '--ignore-deletion-marks-delay=1d',
      '--consistency-delay=30m',
      '--web.disable',
      '--grpc-server-tls-cert=/etc/thanos/grpc-certificate/tls.crt',
      '--grpc-server-tls-key=/etc/thanos/grpc-certificate/tls.key',
      '--grpc-server-tls-client-ca=/etc/thanos/grpc-certificate/ca.crt',
      '--http-grace-period=1m',
    ]);
  });

  it('keeps index headers on a claim, and gives the claim back: nothing on it is lost', () => {
    assert.deepEqual(field(statefulSet, 'spec.volumeClaimTemplates.0'), {
      metadata: { name: 'data', labels: field(statefulSet, 'spec.selector.matchLabels') },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'managed-csi-premium',
        resources: { requests: { storage: '10Gi' } },
      },
    });
    assert.deepEqual(field(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Delete',
      whenScaled: 'Delete',
    });
    const volumes = field(statefulSet, 'spec.template.spec.volumes') as { name: string }[];
    assert.ok(!volumes.some(({ name }) => name === 'data'));
    const mounts = container(statefulSet)['volumeMounts'] as { name: string; mountPath: string }[];
    assert.ok(mounts.some(({ name, mountPath }) => name === 'data' && mountPath === '/var/thanos/store'));
  });

  it('has a querier ask its replicas in turn, since they all serve the same', () => {
    assert.equal(storeGateway.storeApi.address, 'dns+hub-storegateway-recent.thanos.svc.cluster.local:10901');
    assert.equal(storeGateway.storeApi.group, true);
    assert.equal(field(statefulSet, 'spec.replicas'), 2);
    assert.equal(field(find(manifests, 'PodDisruptionBudget', 'hub-storegateway-recent'), 'spec.maxUnavailable'), 1);
  });

  it('writes the selecting steps as Thanos parses them', () => {
    assert.deepEqual(configFile(manifests, 'hub-storegateway-recent-selector-relabel', 'selector-relabel.yaml'), [
      { action: 'keep', source_labels: ['cluster'], regex: 'eu-.*' },
    ]);
  });

  it('takes the password of a cache from its Secret', () => {
    assert.deepEqual((container(statefulSet)['env'] as unknown[])[0], {
      name: 'CACHING_BUCKET_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } },
    });
  });

  it('opens exactly the wired connections: to the bucket, to the caches and to the collector', () => {
    const policy = find(manifests, 'NetworkPolicy', 'hub-storegateway-recent');
    const egress = field(policy, 'spec.egress') as { ports: { port: number }[] }[];
    assert.deepEqual(
      new Set(egress.flatMap(({ ports }) => ports.map(({ port }) => port))),
      new Set([53, 4317, 10000, 11211, 6380]),
    );
  });
});

describe('ThanosStoreGateway', () => {
  it('may be kept from filling the disk of its node', () => {
    const { statefulSet } = render({ scratchSizeLimit: Size.gibibytes(20) });
    const volumes = field(statefulSet, 'spec.template.spec.volumes') as { name: string }[];
    assert.deepEqual(
      volumes.find(({ name }) => name === 'data'),
      { name: 'data', emptyDir: { sizeLimit: '20Gi' } },
    );
  });

  it('turns lazy reading on by one word', () => {
    const { statefulSet } = render({ lazyIndexHeaders: true, lazyExpandedPostings: true });
    assert.equal(flag(statefulSet, 'store.enable-index-header-lazy-reader'), true);
    assert.equal(flag(statefulSet, 'store.enable-lazy-expanded-postings'), true);
    assert.equal(
      flag(render({ lazyIndexHeaders: false }).statefulSet, 'store.enable-index-header-lazy-reader'),
      undefined,
    );
  });

  it('reaches Azure by workload identity', () => {
    const { statefulSet, manifests } = render({
      objstore: ObjectStore.azureBlob({
        storageAccount: 'thanostore',
        container: 'thanostore',
        identity: AzureIdentity.workload({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
      }),
    });
    assert.equal(field(statefulSet, 'spec.template.metadata.labels.azure\\.workload\\.identity/use'), 'true');
    const account = find(manifests, 'ServiceAccount', 'thanos-storegateway');
    assert.equal(
      account.metadata.annotations?.['azure.workload.identity/client-id'],
      '5c424851-e907-4cb0-acb5-3ea42fc56082',
    );
  });

  it('lets a querier in, and nobody else, when that is asked for', () => {
    const chart = testChart();
    const storeGateway = new ThanosStoreGateway(chart, 'store-gateway', { objstore, networkPolicy: true });
    new ThanosQuery(chart, 'query', { endpoints: [storeGateway] });
    const ingress = field(find(synth(chart), 'NetworkPolicy', 'thanos-storegateway'), 'spec.ingress') as unknown[];
    assert.equal(ingress.length, 1);
    assert.deepEqual(field(ingress[0], 'ports'), [{ protocol: 'TCP', port: 10901 }]);
    assert.equal(field(ingress[0], 'from.0.podSelector.matchLabels.app\\.kubernetes\\.io/component'), 'query');
  });
});

import { Size } from 'cdk8s';
import { Exposure, IndexCache, Issuer, Rules, StoreApi } from '../../../lib';
import type { OPTION_RULES } from '../../../lib/validation/catalogue/options';
import type { RuleCases } from '../attempt';
import { thanos } from './stack';

const memcached = { addresses: ['memcached.cache.svc:11211'] };
const redis = { addresses: ['redis.cache.svc:6379'] };
const bucketWeb = Exposure.ingressNginx({
  domain: 'thanos.example.com',
  issuer: Issuer.existing('ClusterIssuer', 'letsencrypt-production'),
  basicAuth: 'basic-auth',
});
const rules = (interval: '1.5m' | '90s') => [
  Rules.groups([{ name: 'nodes', interval, rules: [{ record: 'instance:up', expr: 'up' }] }]),
];
const limited = (url: string) =>
  thanos({
    receive: { router: {}, limits: { global: { metaMonitoring: { url } }, default: { headSeriesLimit: 9000 } } },
  });

export const optionCases: RuleCases<keyof typeof OPTION_RULES> = {
  'THANOS-501': [
    {
      trips: thanos({ compactor: { compactConcurrency: 0 } }),
      passes: thanos({ compactor: { compactConcurrency: 1 } }),
    },
    {
      trips: thanos({
        storeGateway: { indexCache: IndexCache.memcached({ ...memcached, maxItemSize: Size.pebibyte(8192) }) },
      }),
      passes: thanos({
        storeGateway: { indexCache: IndexCache.memcached({ ...memcached, maxItemSize: Size.pebibyte(8191) }) },
      }),
    },
    {
      trips: thanos({
        storeGateway: { indexCache: IndexCache.memcached({ ...memcached, circuitBreaker: { failurePercent: 5 } }) },
      }),
      passes: thanos({
        storeGateway: { indexCache: IndexCache.memcached({ ...memcached, circuitBreaker: { failurePercent: 0.05 } }) },
      }),
    },
  ],
  'THANOS-502': [
    {
      trips: thanos({ storeGateway: { indexCache: IndexCache.memcached({ ...memcached, timeout: '0.5s' }) } }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.memcached({ ...memcached, timeout: '500ms' }) } }),
    },
    { trips: thanos({ ruler: { rules: rules('1.5m') } }), passes: thanos({ ruler: { rules: rules('90s') } }) },
  ],
  'THANOS-503': [
    { trips: thanos({ compactor: { waitInterval: '0s' } }), passes: thanos({ compactor: { waitInterval: '1m' } }) },
    { trips: thanos({ ruler: { evaluationInterval: '0s' } }), passes: thanos({ ruler: { evaluationInterval: '1s' } }) },
    { trips: thanos({ bucketWeb: { refresh: '0s' } }), passes: thanos({ bucketWeb: { refresh: '10m' } }) },
    { trips: thanos({ bucketWeb: { timeout: '0s' } }), passes: thanos({ bucketWeb: { timeout: '1m' } }) },
    {
      trips: thanos({ queryFrontend: { queryRange: { splitInterval: '0s' } } }),
      passes: thanos({ queryFrontend: { queryRange: { splitInterval: '0s', cache: null } } }),
    },
    {
      trips: thanos({ queryFrontend: { labelRequests: { defaultTimeRange: '0s' } } }),
      passes: thanos({ queryFrontend: { labelRequests: { defaultTimeRange: '1h' } } }),
    },
    {
      trips: thanos({ storeGateway: { indexCache: IndexCache.memcached({ ...memcached, timeout: '0s' }) } }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.memcached({ ...memcached, timeout: '1ms' }) } }),
    },
  ],
  'THANOS-506': [
    {
      trips: thanos({ receive: { replicaLabel: 'receive-replica' } }),
      passes: thanos({ receive: { replicaLabel: 'receive_pod' } }),
    },
    {
      trips: thanos({ compactor: { deduplication: { replicaLabels: ['receive_replica,prometheus_replica'] } } }),
      passes: thanos({ compactor: { deduplication: { replicaLabels: ['receive_replica', 'prometheus_replica'] } } }),
    },
    {
      trips: thanos({ bucketWeb: { groupingLabel: 'cluster="west"' } }),
      passes: thanos({ bucketWeb: { groupingLabel: 'cluster' } }),
    },
  ],
  'THANOS-507': [
    {
      trips: thanos({ receive: { relabel: [{ action: 'drop', sourceLabels: [], regex: 'test' }] } }),
      passes: thanos({ receive: { relabel: [{ action: 'drop', sourceLabels: ['stage'], regex: 'test' }] } }),
    },
    {
      trips: thanos({ receive: { relabel: [{ targetLabel: '', replacement: 'west' }] } }),
      passes: thanos({ receive: { relabel: [{ targetLabel: 'region', replacement: 'west' }] } }),
    },
  ],
  'THANOS-508': [
    {
      trips: thanos({ receive: { relabel: [{ action: 'keep', sourceLabels: ['stage'], regex: '(?!test).*' }] } }),
      passes: thanos({ receive: { relabel: [{ action: 'drop', sourceLabels: ['stage'], regex: '(?:test).*' }] } }),
    },
  ],
  'THANOS-509': [
    {
      trips: thanos({ receive: { externalLabels: { receive_replica: 'west' } } }),
      passes: thanos({ receive: { externalLabels: { receive_region: 'west' } } }),
    },
    {
      trips: thanos({ ruler: { externalLabels: { rule_replica: 'west' } } }),
      passes: thanos({ ruler: { externalLabels: { rule_region: 'west' } } }),
    },
  ],
  'THANOS-510': [
    {
      trips: thanos({ compactor: { storageClass: 'managed-csi' } }),
      passes: thanos({ compactor: { storageClass: 'managed-csi', storage: Size.gibibytes(100) } }),
    },
    {
      trips: thanos({ storeGateway: { storageClass: 'managed-csi' } }),
      passes: thanos({ storeGateway: { storageClass: 'managed-csi', storage: Size.gibibytes(10) } }),
    },
    {
      trips: thanos({ storeGateway: { storage: Size.gibibytes(10), scratchSizeLimit: Size.gibibytes(10) } }),
      passes: thanos({ storeGateway: { scratchSizeLimit: Size.gibibytes(10) } }),
    },
    {
      trips: thanos({ ruler: { mode: 'stateless', storageClass: 'managed-csi' } }),
      passes: thanos({ ruler: { mode: 'stateless', storageClass: 'managed-csi', storage: Size.gibibytes(1) } }),
    },
    {
      trips: thanos({
        compactor: { verticalCompaction: false, deduplication: { replicaLabels: ['receive_replica'] } },
      }),
      passes: thanos({ compactor: { deduplication: { replicaLabels: ['receive_replica'] } } }),
    },
    {
      trips: thanos({ bucketWeb: false, exposure: { bucketWeb } }),
      passes: thanos({ exposure: { bucketWeb } }),
    },
  ],
  'THANOS-511': [
    {
      trips: limited('thanos-query.thanos.svc:10902'),
      passes: limited('http://thanos-query.thanos.svc:10902'),
    },
    {
      trips: thanos({ ruler: { alertQueryUrl: 'query.example.com' } }),
      passes: thanos({ ruler: { alertQueryUrl: 'https://query.example.com' } }),
    },
  ],
  'THANOS-512': [
    {
      trips: limited('http://thanos:hunter2@prometheus.example.com'),
      passes: limited('http://prometheus.example.com'),
    },
  ],
  'THANOS-513': [
    {
      trips: thanos({ query: { endpoints: [StoreApi.at('http://sidecar.example.com:10901')] } }),
      passes: thanos({ query: { endpoints: [StoreApi.at('dns+sidecar.example.com:10901')] } }),
    },
    {
      trips: thanos({ query: { endpoints: [StoreApi.at('dns+sidecar.example.com')] } }),
      passes: thanos({ query: { endpoints: [StoreApi.at('dnssrv+_grpc._tcp.sidecar.example.com')] } }),
    },
    {
      trips: thanos({ ruler: { alertmanagers: [{ addresses: ['https://alertmanager.example.com'] }] } }),
      passes: thanos({ ruler: { alertmanagers: [{ addresses: ['alertmanager.example.com:443'], scheme: 'https' }] } }),
    },
    {
      trips: thanos({ ruler: { alertmanagers: [{ addresses: ['dns+alertmanager.example.com'] }] } }),
      passes: thanos({ ruler: { alertmanagers: [{ addresses: ['dns+alertmanager.example.com:9093'] }] } }),
    },
    {
      trips: thanos({ storeGateway: { indexCache: IndexCache.redis({ addresses: ['dns+redis.cache.svc:6379'] }) } }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.redis(redis) } }),
    },
    {
      trips: thanos({
        storeGateway: { indexCache: IndexCache.redis({ addresses: ['redis://redis.cache.svc:6379'] }) },
      }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.redis(redis) } }),
    },
    {
      trips: thanos({ storeGateway: { indexCache: IndexCache.redis({ addresses: ['redis.cache.svc'] }) } }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.redis(redis) } }),
    },
  ],
  'THANOS-514': [
    {
      trips: thanos({
        storeGateway: { indexCache: IndexCache.redis({ ...redis, tls: { certFile: '/tls/tls.crt' } }) },
      }),
      passes: thanos({ storeGateway: { indexCache: IndexCache.redis({ ...redis, tls: { caFile: '/tls/ca.crt' } }) } }),
    },
  ],
};

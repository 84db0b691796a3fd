import type { Fleet } from '../../../lib';
import type { ARGUMENT_RULES } from '../../../lib/validation/catalogue/arguments';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';
import { thanos } from './stack';
import { BUCKET, object, RECEIVE, thanosYaml } from './thanos-yaml';

const extra =
  (...extraArguments: string[]) =>
  (fleet: Fleet) =>
    void fleet.addCluster('west').addThanos({ objstore, storeGateway: { extraArguments } });
const store = (...args: string[]) => thanosYaml(['store', BUCKET, ...args]);
const old = (...args: string[]) => thanosYaml(['store', BUCKET, ...args], { image: 'quay.io/thanos/thanos:v0.41.0' });
const frontend = (...args: string[]) => thanosYaml(['query-frontend', ...args], { kind: 'Deployment' });
const shell = (script: string) => thanosYaml([], { container: { command: ['/bin/sh', '-c', script] } });
const file = (content: string) =>
  thanosYaml(['store', '--objstore.config-file=/etc/thanos/bucket.yaml'], {
    volumes: [{ name: 'bucket', secret: { secretName: 'bucket' } }],
    container: { volumeMounts: [{ name: 'bucket', mountPath: '/etc/thanos' }] },
  }) +
  object({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'bucket', namespace: 'monitoring' },
    data: { 'bucket.yaml': Buffer.from(content).toString('base64') },
  });

export const argumentCases: RuleCases<keyof typeof ARGUMENT_RULES> = {
  'THANOS-051': [
    {
      trips: thanos({ query: { extraArguments: ['query.metadata.default-time-range=1h'] } }),
      passes: thanos({ query: { extraArguments: ['--query.metadata.default-time-range=1h'] } }),
    },
    { trips: extra('--store.no-such-limit=1'), passes: extra('--store.limits.request-series=1') },
    { trips: store('--query.timeout=2m'), passes: old('--query.timeout=2m') },
    { trips: store('debug'), passes: store('--log.level', 'debug') },
    {
      trips: shell('exec thanos store --nope "$@" && echo done'),
      passes: shell('exec thanos store --data-dir="/data" --log.level=debug "$@" && echo done'),
    },
  ],
  'THANOS-052': [
    {
      trips: thanos({ query: { extraArguments: ['--query.timeout=1m'] } }),
      passes: thanos({ query: { timeout: '1m' } }),
    },
    { trips: extra('--log.level=debug'), passes: extra('--chunk-pool-size=1GB') },
    { trips: store('--data-dir=/a', '--data-dir=/b'), passes: old('--data-dir=/a', '--data-dir=/b') },
    { trips: store('--cache-index-header', '--no-cache-index-header'), passes: store('--no-cache-index-header') },
  ],
  'THANOS-053': [
    { trips: extra('--web.disable=true'), passes: extra('--web.disable') },
    { trips: store('--data-dir'), passes: store('--data-dir', '/data') },
  ],
  'THANOS-054': [
    { trips: thanos({ query: { timeout: '1.5m' } }), passes: thanos({ query: { timeout: '90s' } }) },
    {
      trips: thanos({ bucketWeb: { minTime: '2026-02-30T00:00:00Z' } }),
      passes: thanos({ bucketWeb: { minTime: '2026-02-28T00:00:00Z' } }),
    },
    { trips: extra('--sync-block-duration=10'), passes: extra('--sync-block-duration=10m') },
    { trips: store('--chunk-pool-size=2Gi'), passes: store('--chunk-pool-size=2GiB') },
    { trips: store('--chunk-pool-size=8192PiB'), passes: store('--chunk-pool-size=8191PiB') },
    { trips: store('--log.level=verbose'), passes: store('--log.level=$(LEVEL)') },
    {
      trips: thanosYaml([...RECEIVE, '--label=replica=$(POD_NAME)x']),
      passes: thanosYaml([...RECEIVE, '--label=replica="$(POD_NAME)x"']),
    },
  ],
  'THANOS-055': [
    {
      trips: store('--index-cache.config={type: IN-MEMORY, config: {max_size: 1GB}, time_to_live: 1h}'),
      passes: store('--index-cache.config={type: IN-MEMORY, config: {max_size: 1GB}, ttl: 1h}'),
    },
    {
      trips: file(
        'type: AZURE\nhedging_config: {enabled: true}\nconfig: {storage_account: account, container: blocks}',
      ),
      passes: file('type: AZURE\nprefix: a\nconfig: {storage_account: account, container: blocks}'),
    },
    {
      trips: frontend('--labels.response-cache-config={type: memcached, config: {address: [a:1]}}'),
      passes: frontend('--labels.response-cache-config={type: memcached, config: {addresses: [a:1]}}'),
    },
  ],
  'THANOS-056': [
    {
      trips: frontend('--query-range.response-cache-config={type: REDIS, config: {addr: a:1, tls_enabled: "on"}}'),
      passes: frontend('--query-range.response-cache-config={type: REDIS, config: {addr: a:1, tls_enabled: $(TLS)}}'),
    },
    { trips: file('type: [GCS\nconfig: {bucket: blocks}'), passes: file('type: GCS\nconfig: {bucket: blocks}') },
    { trips: file('type: BLOB\nconfig: {}'), passes: file('type: gcs\nconfig: {bucket: blocks}') },
    {
      trips: store('--store.caching-bucket.config={type: IN-MEMORY, metafile_max_size: 1Mi}'),
      passes: store('--store.caching-bucket.config={type: IN-MEMORY, metafile_max_size: 1MiB}'),
    },
  ],
  'THANOS-057': [
    {
      trips: extra('--objstore.config={type: GCS, config: {bucket: blocks}}'),
      passes: extra('--store.caching-bucket.config={type: IN-MEMORY}'),
    },
    {
      trips: store('--objstore.config-file=/etc/thanos/bucket.yaml'),
      passes: thanosYaml(['store', '--objstore.config-file=/etc/thanos/bucket.yaml']),
    },
  ],
  'THANOS-058': [
    {
      trips: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore, compactor: { retention: { fiveMinutes: '10d' } } });
      },
      passes: (fleet) => {
        fleet.addCluster('west').addThanos({ objstore, compactor: { retention: { fiveMinutes: '3w' } } });
      },
    },
    {
      trips: thanosYaml(['compact', '--wait', BUCKET, '--retention.resolution-raw=40h']),
      passes: thanosYaml(['compact', '--wait', BUCKET, '--retention.resolution-raw=2d']),
    },
  ],
};

import { type CodeCases, states } from './case';
import { BUCKET, configMap, OTHER_BUCKET, reading, thanos } from './thanos-workload';

const compactor = (...args: readonly string[]) => thanos('compact', 'compact', ['--wait', BUCKET, ...args]);
const store = (name: string, ...args: readonly string[]) => thanos('store', name, [BUCKET, ...args]);
const change = (before: string, after: string) => ({ before, after });

const RAW = '--retention.resolution-raw';
const FOR_EVER = compactor();
const IMAGE = ['v0.42.5', 'v0.42.6'] as const;

const shard = (index: number, modulus: number) =>
  `--selector.relabel-config=[{action: hashmod, source_labels: [__block_id], target_label: shard, modulus: ${modulus}}, {action: keep, source_labels: [shard], regex: "${index}"}]`;

const OBJSTORE = `
type: AZURE
config:
  storage_account: metrics
  container: thanos
`;
const FROM_FILE = '--objstore.config-file=/etc/objstore/objstore.yaml';
const fromFile = (file: string) =>
  thanos('store', 'store', [FROM_FILE], reading('objstore')) +
  thanos('compact', 'compact', ['--wait', FROM_FILE], reading('objstore')) +
  configMap('objstore', 'objstore.yaml', file);

/** Cases of `BUCKET_CHANGES`. */
export const BUCKET_CASES = {
  'DIFF-401': {
    given: [
      { title: 'raw samples', back: 'DIFF-402', ...change(compactor(`${RAW}=5y`), compactor(`${RAW}=180d`)) },
      { title: '0d to something', back: 'DIFF-402', ...change(compactor(`${RAW}=0d`), compactor(`${RAW}=5y`)) },
      { title: 'none to something', back: 'DIFF-402', ...change(FOR_EVER, compactor('--retention.resolution-1h=5y')) },
    ],
    notGiven: [
      { title: 'the same in other units', ...change(compactor(`${RAW}=365d`), compactor(`${RAW}=1y`)) },
      { title: 'the default written out', ...change(FOR_EVER, compactor(`${RAW}=0d`)) },
      { title: 'another version of Thanos', ...states(compactor(`${RAW}=1y`), IMAGE) },
    ],
  },
  'DIFF-402': {
    given: [{ title: 'something to 0d', back: 'DIFF-401', ...change(compactor(`${RAW}=1y`), compactor(`${RAW}=0d`)) }],
    notGiven: [{ title: 'the same', ...change(compactor(`${RAW}=0d`), FOR_EVER) }],
  },
  'DIFF-405': {
    given: [
      {
        title: 'raw samples that go',
        back: 'DIFF-103',
        ...change(compactor(`${RAW}=30d`), compactor(`${RAW}=30d`, '--downsampling.disable')),
      },
    ],
    notGiven: [{ title: 'raw samples that stay', ...change(FOR_EVER, compactor('--downsampling.disable')) }],
  },
  'DIFF-406': {
    given: [
      { title: 'raw samples that stay', back: 'DIFF-103', ...change(FOR_EVER, compactor('--downsampling.disable')) },
    ],
    notGiven: [{ title: 'as it was', ...change(FOR_EVER, compactor('--no-downsampling.disable')) }],
  },
  'DIFF-407': {
    given: [
      {
        title: 'a delay as short as that of the store gateway',
        back: 'DIFF-408',
        ...change(compactor() + store('store'), compactor('--delete-delay=12h') + store('store')),
      },
      {
        title: 'a store gateway that goes on for longer',
        back: 'DIFF-103',
        ...change(compactor() + store('store'), compactor() + store('store', '--ignore-deletion-marks-delay=3d')),
      },
    ],
    notGiven: [
      {
        title: 'enough time',
        ...change(compactor() + store('store'), compactor('--delete-delay=30h') + store('store')),
      },
      {
        title: 'another bucket',
        ...change(
          compactor() + store('store').replace('metrics', 'other'),
          compactor('--delete-delay=1h') + store('store').replace('metrics', 'other'),
        ),
      },
    ],
  },
  'DIFF-408': {
    given: [{ title: 'a day', back: 'DIFF-408', ...change(compactor(), compactor('--delete-delay=72h')) }],
    notGiven: [{ title: 'the same', ...change(compactor(), compactor('--delete-delay=2d')) }],
  },
  'DIFF-409': {
    given: [
      {
        title: 'a label more',
        back: 'DIFF-410',
        ...change(compactor(), compactor('--deduplication.replica-label=replica')),
      },
      {
        title: 'another function',
        back: 'DIFF-409',
        ...change(
          compactor('--deduplication.replica-label=replica'),
          compactor('--deduplication.replica-label=replica', '--deduplication.func=penalty'),
        ),
      },
    ],
    notGiven: [
      {
        title: 'the same in one flag',
        ...change(
          compactor('--deduplication.replica-label=a', '--deduplication.replica-label=b'),
          compactor('--deduplication.replica-label=a,b'),
        ),
      },
    ],
  },
  'DIFF-410': {
    given: [
      {
        title: 'no vertical compaction',
        back: 'DIFF-103',
        ...change(compactor('--compact.enable-vertical-compaction'), compactor()),
      },
    ],
    notGiven: [{ title: 'more at once', ...change(compactor(), compactor('--compact.concurrency=4')) }],
  },
  'DIFF-411': {
    given: [
      {
        title: 'two pods',
        back: 'DIFF-105',
        ...states(compactor(), ['replicas: 1', 'replicas: 2']),
      },
      {
        title: 'a second compactor',
        back: 'DIFF-204',
        ...change(compactor(), compactor() + thanos('compact', 'again', ['--wait', BUCKET])),
      },
    ],
    notGiven: [
      {
        title: 'a second one on another bucket',
        ...change(compactor(), compactor() + thanos('compact', 'again', ['--wait', OTHER_BUCKET])),
      },
      { title: 'two pods of a store gateway', ...states(store('store'), ['replicas: 1', 'replicas: 2']) },
    ],
  },
  'DIFF-412': {
    given: [
      { title: 'other shards', back: 'DIFF-412', ...change(compactor(shard(0, 2)), compactor(shard(0, 3))) },
      { title: 'shards where there were none', back: 'DIFF-412', ...change(compactor(), compactor(shard(0, 2))) },
    ],
    notGiven: [
      { title: 'more at once', ...change(compactor(shard(0, 2)), compactor(shard(0, 2), '--compact.concurrency=4')) },
    ],
  },
  'DIFF-413': {
    given: [{ title: 'a shard alone', back: 'DIFF-414', ...change(store('store'), store('store', shard(0, 2))) }],
    notGiven: [
      {
        title: 'all shards',
        ...change(
          store('a', shard(0, 2)) + store('b', shard(1, 2)),
          store('a', shard(0, 3)) + store('b', shard(1, 3)) + store('c', shard(2, 3)),
        ),
      },
    ],
  },
  'DIFF-414': {
    given: [
      {
        title: 'three shards in place of two',
        back: 'DIFF-204',
        ...change(
          store('a', shard(0, 2)) + store('b', shard(1, 2)),
          store('a', shard(0, 3)) + store('b', shard(1, 3)) + store('c', shard(2, 3)),
        ),
      },
    ],
    notGiven: [{ title: 'another cache', ...change(store('a'), store('a', '--index-cache-size=1GB')) }],
  },
  'DIFF-415': {
    given: [
      { title: 'a minimum', back: 'DIFF-416', ...change(store('store'), store('store', '--min-time=-6w')) },
      {
        title: 'a later one',
        back: 'DIFF-416',
        ...change(store('store', '--min-time=2020-01-01T00:00:00Z'), store('store', '--min-time=2024-01-01T00:00:00Z')),
      },
    ],
    notGiven: [
      { title: 'the same', ...change(store('store', '--min-time=-2w'), store('store', '--min-time=-14d')) },
      {
        title: 'another store gateway for the rest',
        ...change(store('store'), store('store', '--max-time=-2w') + store('young', '--min-time=-3w')),
      },
    ],
  },
  'DIFF-416': {
    given: [
      {
        title: 'more than before',
        back: 'DIFF-415',
        ...change(store('store', '--min-time=-6w'), store('store', '--min-time=-8w')),
      },
    ],
    notGiven: [
      {
        title: 'a default written out',
        ...change(store('store'), store('store', '--min-time=0000-01-01T00:00:00Z')),
      },
    ],
  },
  'DIFF-417': {
    given: [{ title: 'the only one', back: 'DIFF-003', ...change(store('store') + compactor(), compactor()) }],
    notGiven: [{ title: 'one of two', ...change(store('store') + store('more'), store('store')) }],
  },
  'DIFF-420': {
    given: [
      {
        title: 'a container that all read from one ConfigMap',
        back: 'DIFF-420',
        ...states(fromFile(OBJSTORE), ['container: thanos', 'container: archive']),
      },
      { title: 'another bucket', back: 'DIFF-420', ...states(store('store'), [BUCKET, OTHER_BUCKET]) },
      { title: 'a prefix', back: 'DIFF-420', ...change(fromFile(OBJSTORE), fromFile(`${OBJSTORE}prefix: stage`)) },
    ],
    notGiven: [
      {
        title: 'a default written out',
        ...change(fromFile(OBJSTORE), fromFile(`${OBJSTORE}  endpoint: blob.core.windows.net`)),
      },
      { title: 'more retries', ...change(fromFile(OBJSTORE), fromFile(`${OBJSTORE}  max_retries: 3`)) },
    ],
  },
  'DIFF-421': {
    given: [
      {
        title: 'one of two',
        back: 'DIFF-420',
        ...states(compactor() + store('store'), [BUCKET, OTHER_BUCKET]),
      },
    ],
    notGiven: [
      {
        title: 'both',
        ...states(compactor() + store('store'), [BUCKET, OTHER_BUCKET], [BUCKET, OTHER_BUCKET]),
      },
    ],
  },
  'DIFF-422': {
    given: [
      {
        title: 'a receiver',
        back: 'DIFF-103',
        ...change(
          thanos('receive', 'receive', ['--tsdb.path=/data', BUCKET]),
          thanos('receive', 'receive', ['--tsdb.path=/data']),
        ),
      },
    ],
    notGiven: [
      {
        title: 'the same in a file',
        ...change(
          thanos('receive', 'receive', ['--tsdb.path=/data', BUCKET]),
          thanos('receive', 'receive', ['--tsdb.path=/data', FROM_FILE], reading('objstore')) +
            configMap('objstore', 'objstore.yaml', 'type: S3\nconfig:\n  bucket: metrics\n  endpoint: s3.example.com'),
        ),
      },
    ],
  },
  'DIFF-423': {
    given: [
      {
        title: 'another managed identity',
        back: 'DIFF-423',
        ...change(fromFile(`${OBJSTORE}  user_assigned_id: one`), fromFile(`${OBJSTORE}  user_assigned_id: two`)),
      },
    ],
    notGiven: [{ title: 'more retries', ...change(fromFile(OBJSTORE), fromFile(`${OBJSTORE}  max_retries: 3`)) }],
  },
} as const satisfies Record<string, CodeCases>;

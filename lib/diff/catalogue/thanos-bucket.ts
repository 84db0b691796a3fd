import type { ChangeSet } from '.';

const COMPACT = 'https://thanos.io/tip/components/compact.md/';
const STORE = 'https://thanos.io/tip/components/store.md/';
const RECEIVE = 'https://thanos.io/tip/components/receive.md/';
const STORAGE = 'https://thanos.io/tip/thanos/storage.md/';
const SHARDING = 'https://thanos.io/tip/thanos/sharding.md/';

/** What is kept in the bucket, who compacts it and who reads it. */
export const BUCKET_CHANGES = {
  'DIFF-401': {
    level: 'data',
    title: 'A compactor keeps samples for a shorter time',
    means:
      'The compactor marks every block that is older for deletion when it next runs, and deletes it for good after --delete-delay.',
    instead: 'List what goes first; within the delay, the mark can be taken away again.',
    sources: [COMPACT],
  },
  'DIFF-402': {
    level: 'restart',
    title: 'A compactor keeps samples for longer',
    means: 'The compactor restarts; nothing is deleted earlier, and the bucket grows.',
    sources: [COMPACT],
  },
  'DIFF-405': {
    level: 'data',
    title: 'Downsampling goes off while raw samples are deleted',
    means:
      'Of new samples nothing is left when raw ones have reached their retention, as nothing of lower resolution is made of them.',
    instead: 'Keep downsampling on, or keep raw samples for longer.',
    sources: [COMPACT],
  },
  'DIFF-406': {
    level: 'restart',
    title: 'Downsampling goes off, and raw samples are kept for ever',
    means: 'Nothing is lost; queries over long times read raw samples.',
    sources: [COMPACT],
  },
  'DIFF-407': {
    level: 'data',
    title: 'Blocks are deleted before store gateways stop reading them',
    means:
      'A store gateway reads a marked block for --ignore-deletion-marks-delay. Where the compactor has deleted it by then, queries fail or miss its samples.',
    instead: 'Keep it at half of --delete-delay, as the defaults are.',
    sources: [STORE, COMPACT],
  },
  'DIFF-408': {
    level: 'restart',
    title: 'The time between mark and deletion changed',
    means: 'It is the time to take back a wrong retention, and for store gateways to load what replaces a block.',
    sources: [COMPACT],
  },
  'DIFF-409': {
    level: 'data',
    title: 'A compactor merges other replicas, or in another way',
    means: 'Blocks that differ in replica labels alone are merged, and the originals deleted: that cannot be undone.',
    instead: 'Be sure of the labels and of --deduplication.func before.',
    sources: [COMPACT],
  },
  'DIFF-410': {
    level: 'restart',
    title: 'A compactor merges fewer blocks, or no overlapping ones',
    means:
      'Without vertical compaction a compactor halts at blocks that overlap: nothing is compacted, downsampled or deleted any more.',
    sources: [COMPACT],
  },
  'DIFF-411': {
    level: 'data',
    title: 'Two compactors work on the same blocks',
    means:
      'A compactor must be alone with a stream of blocks: two of them compact it twice, and delete what the other reads.',
    instead: 'Run one pod for each shard, and none of them twice.',
    sources: [COMPACT, SHARDING],
  },
  'DIFF-412': {
    level: 'data',
    title: 'A compactor takes other blocks',
    means:
      'Shards of a compactor restart one by one, so that two may have the same blocks meanwhile; what no shard takes is neither compacted nor deleted.',
    instead: 'Scale all of them to 0 first.',
    sources: [SHARDING, COMPACT],
  },
  'DIFF-413': {
    level: 'data',
    title: 'A store gateway leaves blocks out',
    means: 'Blocks that no store gateway selects are in no answer.',
    instead: 'Check that all shards together take every block.',
    sources: [SHARDING, STORE],
  },
  'DIFF-414': {
    level: 'restart',
    title: 'Store gateways divide blocks in another way',
    means: 'Each restarts by itself: a block that moves is in neither for minutes.',
    sources: [SHARDING, STORE],
  },
  'DIFF-415': {
    level: 'data',
    title: 'Store gateways answer for less time',
    means: 'Blocks outside of --min-time and --max-time are in the bucket, and in no answer.',
    sources: [STORE],
  },
  'DIFF-416': {
    level: 'restart',
    title: 'A store gateway answers for another time',
    means: 'Nothing is left out when all have restarted.',
    sources: [STORE],
  },
  'DIFF-417': {
    level: 'data',
    title: 'The last store gateway of a bucket is gone',
    means: 'What is in the bucket alone cannot be queried.',
    sources: [STORE],
  },
  'DIFF-420': {
    level: 'data',
    title: 'A component uses another bucket',
    means: 'Nothing is copied: what was written stays in the old bucket, and no query reaches it.',
    instead: 'Copy the blocks, or leave a store gateway on the old bucket.',
    sources: [STORAGE],
  },
  'DIFF-421': {
    level: 'data',
    title: 'Components that shared a bucket use different ones',
    means: 'Blocks are uploaded where nobody reads or compacts them.',
    instead: 'Give all of them the same bucket.',
    sources: [STORAGE],
  },
  'DIFF-422': {
    level: 'data',
    title: 'Blocks are no longer uploaded',
    means: 'They stay on the disk of the pod, and are deleted there after its retention.',
    sources: [STORAGE, RECEIVE],
  },
  'DIFF-423': {
    level: 'restart',
    title: 'A component asks for its bucket as somebody else',
    means: 'Without a role for that identity its pods end with an error.',
    instead: 'Give it the role first.',
    sources: [STORAGE],
  },
} as const satisfies ChangeSet;

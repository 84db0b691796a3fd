import type { RuleSet } from '../rule';

const COMPACT = 'https://thanos.io/tip/components/compact.md/';
const COMPACT_SOURCE = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/compact.go';

export const COMPACTOR_RULES = {
  'THANOS-018': {
    severity: 'error',
    title: 'Two compactors at work on the same blocks',
    protects:
      'Each deletes what the other reads, or compacts it once more: blocks overlap, and both halt or lose samples.',
    sources: [COMPACT, 'https://github.com/thanos-io/thanos/issues/2182'],
  },
  'THANOS-019': {
    severity: 'error',
    title: 'Compactor shards divided by the label that they deduplicate by',
    protects: 'Replicas end up in different shards, and several compactors then merge the same blocks.',
    sources: ['https://github.com/thanos-io/thanos/pull/8853'],
  },
  'THANOS-020': {
    severity: 'error',
    title: 'Deduplication removes the labels that tell streams apart',
    protects: 'Blocks of different tenants or rulers are merged as if they were replicas, which cannot be undone.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/2550',
      'https://github.com/thanos-io/thanos/pull/2526',
      'https://github.com/thanos-io/thanos/issues/7508',
    ],
  },
  'THANOS-021': {
    severity: 'error',
    title: 'Penalty deduplication without a replica label',
    protects: 'The compactor does not start, and the bucket grows.',
    sources: [COMPACT_SOURCE],
  },
  'THANOS-022': {
    severity: 'error',
    title: 'Retention shorter than what downsampling needs',
    protects: 'The compactor does not start: samples would be deleted before the next resolution is made of them.',
    sources: [COMPACT_SOURCE, 'https://github.com/thanos-io/thanos/issues/3716'],
  },
  'THANOS-023': {
    severity: 'error',
    title: 'Samples out of order, and a compactor that halts at overlaps',
    protects: 'At the first overlap the compactor stops: nothing is compacted, downsampled or deleted any more.',
    sources: ['https://thanos.io/tip/components/receive.md/', 'https://github.com/thanos-io/thanos/issues/7551'],
  },
  'THANOS-024': {
    severity: 'error',
    title: 'A compactor that exits after each run, in a workload that restarts it',
    protects:
      'Kubernetes takes each exit for a crash and waits longer before every restart; alerts for restarts fire for ever.',
    sources: ['https://github.com/thanos-community/helm-charts/issues/124', COMPACT],
  },
  'THANOS-025': {
    severity: 'warning',
    title: 'A compactor with less disk than a compaction needs',
    protects:
      'Once a compaction does not fit, it is tried again and again, and nothing is compacted or deleted any more.',
    sources: [`${COMPACT}#disk`, 'https://github.com/thanos-io/thanos/issues/7197'],
  },
} as const satisfies RuleSet;

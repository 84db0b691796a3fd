import type { RuleSet } from '../rule';

/** Mistakes in caches, of store gateways and query frontends alike. */
export const CACHE_RULES = {
  'THANOS-561': {
    severity: 'error',
    title: 'A cache without a server',
    protects: 'Thanos does not start.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/cacheutil/memcached_client.go'],
  },
  'THANOS-562': {
    severity: 'error',
    title: 'Items that are larger than their cache',
    protects: 'Thanos does not start.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/store/cache/inmemory.go'],
  },
  'THANOS-563': {
    severity: 'error',
    title: "In-memory caches that are larger than the pod's memory limit",
    protects: 'The pod is killed once they are full, loses what they hold, and is killed again.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  'THANOS-564': {
    severity: 'warning',
    title: 'In-memory caches that keep an autoscaler at its maximum',
    protects: 'Caches fill and stay full, so the pods of the busiest hour are paid for ever after.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  },
  'THANOS-565': {
    severity: 'warning',
    title: 'A list of blocks that is kept longer than a store gateway waits for new ones',
    protects: 'Blocks that were uploaded or compacted are found late, however often the store gateway looks.',
    sources: [
      'https://thanos.io/tip/components/store.md/#caching-bucket',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/store/cache/caching_bucket_factory.go',
    ],
  },
  'THANOS-566': {
    severity: 'error',
    title: 'Query frontends of different queriers keep their answers in one place',
    protects: 'Each answers with what the other has kept: people see series that are not theirs, and miss their own.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/queryfrontend/cache.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/queryfrontend/config.go',
    ],
  },
  'THANOS-567': {
    severity: 'error',
    title: 'Store gateways of different buckets keep their lists of blocks in one place',
    protects: 'Each looks for blocks of the other and unloads its own: answers lack series, and do not say so.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/store/cache/caching_bucket_factory.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/store/cache/cachekey/cachekey.go',
    ],
  },
} as const satisfies RuleSet;

import type { RuleSet } from '../rule';

/** Mistakes in options of receive, its hashrings' size and members aside. */
export const RECEIVE_RULES = {
  'THANOS-521': {
    severity: 'error',
    title: 'Routers without an ingestor to write to',
    protects: 'Thanos does not start with an empty list of hashrings, and nothing is stored.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/config.go'],
  },
  'THANOS-522': {
    severity: 'error',
    title: 'Two hashrings, or two zones, of one name',
    protects:
      'Their objects would have one name, so the second would replace the first, and its pods lose their disks.',
    sources: ['https://thanos.io/tip/components/receive.md/#hashring-configuration'],
  },
  'THANOS-523': {
    severity: 'error',
    title: 'A hashring name that objects cannot have',
    protects: 'The API server refuses the objects that are called after the hashring.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  'THANOS-524': {
    severity: 'error',
    title: 'A tenant in two hashrings',
    protects: 'The first takes all of its series, and the second, which was meant to share the load, none.',
    sources: ['https://thanos.io/tip/components/receive.md/#hashring-configuration'],
  },
  'THANOS-525': {
    severity: 'error',
    title: 'Tenants of a hashring that match others than meant',
    protects: 'A hashring takes the series of every tenant, or of none, so tenants share disks or writes are refused.',
    sources: [
      'https://thanos.io/tip/components/receive.md/#hashring-configuration',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go',
    ],
  },
  'THANOS-526': {
    severity: 'error',
    title: 'A hashring over several stacks or namespaces',
    protects: 'No PodDisruptionBudget covers all of its pods, so a drain may take the quorum away.',
    sources: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  'THANOS-527': {
    severity: 'error',
    title: 'A hashring names pods that there are not',
    protects: 'Their share of every write fails, and with too little replication the whole of it.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/docs/components/receive.md'],
  },
  'THANOS-528': {
    severity: 'error',
    title: 'An external label without a value',
    protects: 'It is as good as no label: what it was to tell apart becomes one.',
    sources: ['https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels'],
  },
  'THANOS-529': {
    severity: 'error',
    title: 'A limit of retained bytes that the disk does not have',
    protects: 'The disk is full before the first block is removed, and a TSDB on a full disk takes no more samples.',
    sources: ['https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size'],
  },
  'THANOS-530': {
    severity: 'error',
    title: 'A tenant header or a default tenant that cannot be one',
    protects: 'Series of all tenants end up in one TSDB, or requests without a tenant are refused.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/tenancy/tenancy.go'],
  },
} as const satisfies RuleSet;

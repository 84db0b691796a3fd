import type { RuleSet } from '../rule';

export const HASHRING_RULES = {
  'THANOS-001': {
    severity: 'error',
    title: 'More replicas of a series than ingestors in a hashring',
    protects: 'Routers do not start with such a ketama ring, and refuse every write with a hashmod ring.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/5639',
      'https://github.com/thanos-io/thanos/issues/7054',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go',
    ],
  },
} as const satisfies RuleSet;

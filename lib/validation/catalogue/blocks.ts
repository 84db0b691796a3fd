import type { RuleSet } from '../rule';

/** Mistakes in options of the components that read blocks from the bucket. */
export const BLOCK_RULES = {
  'THANOS-552': {
    severity: 'error',
    title: 'A limit of samples that is rounded down to no limit',
    protects: 'What was meant to refuse expensive queries lets all of them through.',
    sources: [
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/store.go',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/store/limiter.go',
    ],
  },
} as const satisfies RuleSet;

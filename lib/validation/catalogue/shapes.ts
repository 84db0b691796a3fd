import type { RuleSet } from '../rule';

export const SHAPE_RULES = {
  'THANOS-650': {
    severity: 'error',
    title: 'A step between two numbers of pods that is none',
    protects:
      'A step that nothing completes stays in the program, and the next change of the number of pods is taken for its end.',
    sources: ['docs/hashring.md'],
  },
  'THANOS-651': {
    severity: 'error',
    title: 'No hashring takes the tenants of one that is not written to',
    protects:
      'Routers refuse those tenants with an error that clients repeat for ever; without any hashring they do not start.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/receive/hashring.go'],
  },
  'THANOS-652': {
    severity: 'error',
    title: 'A ruler asks a querier that keeps tenants apart',
    protects:
      'A ruler names no tenant, so its rules see the series of the default tenant alone, and alerts on others never fire.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/tenancy/tenancy.go'],
  },
} as const satisfies RuleSet;

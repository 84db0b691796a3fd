import type { RuleSet } from '../rule';

export const KUBERNETES_RULES = {
  'THANOS-101': {
    severity: 'error',
    title: 'One object is rendered twice',
    protects: 'Whoever is applied last silently replaces the other.',
    sources: ['https://github.com/cdk8s-team/cdk8s/issues/2821'],
  },
} as const satisfies RuleSet;

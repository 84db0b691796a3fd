import type { RuleSet } from '../rule';

export const FLEET_RULES = {
  'THANOS-601': {
    severity: 'error',
    title: 'A rule is suppressed in vain, without a reason, or does not exist',
    protects:
      'A suppression that outlives its cause hides the next mistake, and reviewers cannot judge one without a reason.',
    sources: ['This library: suppressRule()'],
  },
} as const satisfies RuleSet;

import type { RuleSet } from '../rule';

const REFUSED = 'A ruler that starts refuses the file and ends; one that runs goes on with its old rules.';

/** Mistakes in recording and alerting rules. */
export const RULE_FILE_RULES = {
  'THANOS-581': {
    severity: 'error',
    title: 'A group of rules without a name of its own',
    protects: REFUSED,
    sources: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group'],
  },
  'THANOS-582': {
    severity: 'error',
    title: 'An unknown partial response strategy',
    protects: REFUSED,
    sources: ['https://thanos.io/tip/components/rule.md/#partial-response'],
  },
  'THANOS-583': {
    severity: 'error',
    title: 'A rule without an expression, or that is neither a recording nor an alerting rule',
    protects: REFUSED,
    sources: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule'],
  },
  'THANOS-584': {
    severity: 'error',
    title: 'A name in a rule that no series, label or annotation can have',
    protects: REFUSED,
    sources: ['https://github.com/prometheus/prometheus/blob/main/model/rulefmt/rulefmt.go'],
  },
} as const satisfies RuleSet;

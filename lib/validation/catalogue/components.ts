import type { RuleSet } from '../rule';

const SOURCE = 'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos';
const ISSUES = 'https://github.com/thanos-io/thanos/issues';

export const COMPONENT_RULES = {
  'THANOS-027': {
    severity: 'error',
    title: 'A range of times that no block is in',
    protects: 'A store gateway does not start, and other components see no block at all.',
    sources: [`${SOURCE}/store.go`],
  },
  'THANOS-028': {
    severity: 'error',
    title: 'A ruler told in two ways, or in none, whom to ask',
    protects: 'The ruler does not start, so no rule is evaluated and no alert is sent.',
    sources: [`${SOURCE}/rule.go`],
  },
  'THANOS-034': {
    severity: 'warning',
    title: 'Items larger than memcached keeps',
    protects: 'The answers that cost most to compute are sent to memcached each time, and refused each time.',
    sources: ['https://thanos.io/tip/components/store.md/#memcached-index-cache', `${ISSUES}/3895`],
  },
  'THANOS-035': {
    severity: 'warning',
    title: 'An in-memory cache of the query frontend without a size',
    protects: 'Thanos starts without any cache, and says so only in a log line.',
    sources: ['https://thanos.io/tip/components/query-frontend.md/#in-memory'],
  },
  'THANOS-036': {
    severity: 'error',
    title: 'A query frontend that is told in two ways whose a request is',
    protects: 'The query frontend does not start, or answers one tenant with what was kept for another.',
    sources: [`${SOURCE}/query_frontend.go`],
  },
  'THANOS-039': {
    severity: 'error',
    title: 'TLS on one side of a connection between querier and store',
    protects:
      'The connection fails, and all series of that store are missing, or traffic is in plaintext that was not meant to be.',
    sources: [`${ISSUES}/977`, `${SOURCE}/query.go`],
  },
  'THANOS-040': {
    severity: 'error',
    title: 'A flag that this version of Thanos has taken away',
    protects: 'The component does not start after an upgrade of its image.',
    sources: [
      'https://github.com/thanos-io/thanos/pull/7890',
      'https://github.com/thanos-io/thanos/pull/8670',
      'https://github.com/thanos-io/thanos/pull/8839',
      'https://github.com/thanos-io/thanos/pull/8943',
    ],
  },
  'THANOS-049': {
    severity: 'warning',
    title: 'A selector that can match pods of another application',
    protects:
      "Traffic goes to, or a workload takes over, pods that are not Thanos', and a selector cannot be changed later.",
    sources: ['https://github.com/thanos-community/helm-charts/issues/197'],
  },
} as const satisfies RuleSet;

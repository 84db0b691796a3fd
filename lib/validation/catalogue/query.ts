import type { RuleSet } from '../rule';

/** Mistakes in options of the querier, and between it, its frontend and receive. */
export const QUERY_RULES = {
  'THANOS-541': {
    severity: 'error',
    title: 'A querier without endpoints',
    protects: 'Every query succeeds and answers nothing: dashboards are empty, and alerts do not fire.',
    sources: ['https://thanos.io/tip/components/query.md/'],
  },
  'THANOS-542': {
    severity: 'warning',
    title: 'An endpoint is given twice',
    protects: 'Thanos asks it once, and logs a warning at every look-up, in which others drown.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/query/endpointset.go'],
  },
  'THANOS-543': {
    severity: 'error',
    title: 'A strict endpoint that has to be looked up',
    protects: 'The querier does not start.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/endpointset.go'],
  },
  'THANOS-544': {
    severity: 'error',
    title: 'Queries are separated by another label than receive writes the tenant into',
    protects: 'No series has the tenant that queries ask for, so every answer is empty.',
    sources: ['https://thanos.io/tip/components/query.md/#tenancy'],
  },
  'THANOS-545': {
    severity: 'error',
    title: "A default tenant of the querier that its frontend's requests never have",
    protects: 'Requests without a tenant are answered as another tenant than the one that was meant to be public.',
    sources: ['https://thanos.io/tip/components/query-frontend.md/'],
  },
} as const satisfies RuleSet;

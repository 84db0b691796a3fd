import { type CodeCases, states } from './case';
import { DEPLOYMENT, NETWORK_POLICY } from './manifests';

/** Cases of NetworkPolicies. */
export const NETWORK_POLICY_CASES = {
  'DIFF-320': {
    given: [
      {
        title: 'every namespace',
        back: 'DIFF-321',
        ...states(DEPLOYMENT + NETWORK_POLICY, [
          'namespaceSelector: { matchLabels: { team: metrics } }',
          'namespaceSelector: {}',
        ]),
      },
      {
        title: 'no peers',
        back: 'DIFF-322',
        ...states(NETWORK_POLICY, [
          `    - from:
        - podSelector: { matchLabels: { app: grafana } }
        - namespaceSelector: { matchLabels: { team: metrics } }
      ports`,
          '    - ports',
        ]),
      },
      {
        title: 'every address',
        back: 'DIFF-321',
        ...states(NETWORK_POLICY, ['podSelector: { matchLabels: { app: grafana } }', 'ipBlock: { cidr: 0.0.0.0/0 }']),
      },
    ],
    notGiven: [
      {
        title: 'one more peer',
        ...states(NETWORK_POLICY, [
          `        - podSelector: { matchLabels: { app: grafana } }
`,
          `        - podSelector: { matchLabels: { app: grafana } }
        - podSelector: { matchLabels: { app: ruler } }
`,
        ]),
      },
      {
        title: 'all pods of the namespace',
        ...states(NETWORK_POLICY, ['podSelector: { matchLabels: { app: grafana } }', 'podSelector: {}']),
      },
    ],
  },
  'DIFF-321': {
    given: [
      {
        title: 'one more peer',
        back: 'DIFF-322',
        ...states(DEPLOYMENT + NETWORK_POLICY, [
          `        - podSelector: { matchLabels: { app: grafana } }
`,
          `        - podSelector: { matchLabels: { app: grafana } }
        - podSelector: { matchLabels: { app: ruler } }
`,
        ]),
      },
      {
        title: 'one more port',
        back: 'DIFF-322',
        ...states(NETWORK_POLICY, ['[{ port: 10902 }]', '[{ port: 10902 }, { port: 10901 }]']),
      },
    ],
    notGiven: [
      {
        title: 'peers in another order',
        ...states(NETWORK_POLICY, [
          `        - podSelector: { matchLabels: { app: grafana } }
        - namespaceSelector: { matchLabels: { team: metrics } }
`,
          `        - namespaceSelector: { matchLabels: { team: metrics } }
        - podSelector: { matchLabels: { app: grafana } }
`,
        ]),
      },
    ],
  },
  'DIFF-322': {
    given: [
      {
        title: 'one peer less',
        back: 'DIFF-321',
        ...states(DEPLOYMENT + NETWORK_POLICY, [
          `        - podSelector: { matchLabels: { app: grafana } }
`,
          '',
        ]),
      },
      {
        title: 'for all pods of the namespace',
        back: 'DIFF-322',
        ...states(DEPLOYMENT + NETWORK_POLICY, ['podSelector: { matchLabels: { app: query } }', 'podSelector: {}']),
      },
    ],
    notGiven: [
      {
        title: 'one more peer',
        ...states(NETWORK_POLICY, [
          `        - podSelector: { matchLabels: { app: grafana } }
`,
          `        - podSelector: { matchLabels: { app: grafana } }
        - podSelector: { matchLabels: { app: ruler } }
`,
        ]),
      },
    ],
  },
  'DIFF-323': {
    given: [
      {
        title: 'the last one of a Deployment',
        back: 'DIFF-324',
        before: DEPLOYMENT + NETWORK_POLICY,
        after: DEPLOYMENT,
      },
      {
        title: 'pods without the label',
        back: 'DIFF-101',
        ...states(
          DEPLOYMENT.replace('labels: { app: query }', 'labels: { app: query, tier: front }') +
            NETWORK_POLICY.replace('matchLabels: { app: query }', 'matchLabels: { tier: front }'),
          [', tier: front', ''],
        ),
      },
      {
        title: 'one that selects other pods now',
        back: 'DIFF-322',
        ...states(DEPLOYMENT + NETWORK_POLICY, [
          'podSelector: { matchLabels: { app: query } }',
          'podSelector: { matchLabels: { app: other } }',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'one of two',
        before: DEPLOYMENT + NETWORK_POLICY + NETWORK_POLICY.replace('name: query', 'name: other'),
        after: DEPLOYMENT + NETWORK_POLICY,
      },
    ],
  },
  'DIFF-324': {
    given: [{ title: 'one that is new', back: 'DIFF-323', before: DEPLOYMENT, after: DEPLOYMENT + NETWORK_POLICY }],
    notGiven: [{ title: 'one that is gone', before: DEPLOYMENT + NETWORK_POLICY, after: DEPLOYMENT }],
  },
} as const satisfies Record<string, CodeCases>;

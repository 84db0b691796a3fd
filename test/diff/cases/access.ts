import { type CodeCases, states } from './case';
import { BINDING, CONFIG_MAP, ROLE } from './manifests';

/** Cases of roles and bindings. */
export const ACCESS_CASES = {
  'DIFF-330': {
    given: [
      { title: 'Secrets', back: 'DIFF-332', ...states(ROLE, ['[pods, services]', '[pods, services, secrets]']) },
      { title: 'every verb', back: 'DIFF-332', ...states(ROLE, ['[get, list, watch]', '["*"]']) },
      {
        title: 'cluster-admin',
        back: 'DIFF-332',
        before: CONFIG_MAP,
        after: CONFIG_MAP + BINDING.replace('ClusterRole, name: metrics', 'ClusterRole, name: cluster-admin'),
      },
      {
        title: 'everybody',
        back: 'DIFF-331',
        ...states(BINDING, [
          'kind: ServiceAccount, name: prometheus, namespace: monitoring',
          'kind: Group, name: "system:authenticated"',
        ]),
      },
    ],
    notGiven: [
      { title: 'endpoints', ...states(ROLE, ['[pods, services]', '[pods, services, endpoints]']) },
      {
        title: 'one Secret by its name',
        ...states(ROLE, [
          `rules:
`,
          `rules:
  - { apiGroups: [""], resources: [secrets], resourceNames: [a], verbs: [get] }
`,
        ]),
      },
    ],
  },
  'DIFF-331': {
    given: [
      { title: 'endpoints', back: 'DIFF-332', ...states(ROLE, ['[pods, services]', '[pods, services, endpoints]']) },
      {
        title: 'another subject',
        back: 'DIFF-332',
        ...states(BINDING, [
          `subjects:
`,
          `subjects:
  - { kind: ServiceAccount, name: thanos, namespace: thanos }
`,
        ]),
      },
    ],
    notGiven: [
      { title: 'the same in another order', ...states(ROLE, ['[pods, services]', '[services, pods]']) },
      {
        title: 'the same in two rules',
        ...states(ROLE, [
          `rules:
`,
          `rules:
  - { apiGroups: [""], resources: [pods], verbs: [get] }
`,
        ]),
      },
    ],
  },
  'DIFF-332': {
    given: [
      { title: 'no watch', back: 'DIFF-331', ...states(ROLE, [', watch', '']) },
      {
        title: 'a subject less',
        back: 'DIFF-331',
        ...states(
          BINDING.replace('subjects:\n', 'subjects:\n  - { kind: ServiceAccount, name: thanos, namespace: thanos }\n'),
          [
            `  - { kind: ServiceAccount, name: thanos, namespace: thanos }
`,
            '',
          ],
        ),
      },
      { title: 'a binding that is gone', back: 'DIFF-003', before: BINDING + CONFIG_MAP, after: CONFIG_MAP },
    ],
    notGiven: [{ title: 'endpoints', ...states(ROLE, ['[pods, services]', '[pods, services, endpoints]']) }],
  },
  'DIFF-333': {
    given: [
      {
        title: 'another role',
        back: 'DIFF-333',
        ...states(BINDING, ['ClusterRole, name: metrics', 'ClusterRole, name: view']),
      },
    ],
    notGiven: [{ title: 'another subject', ...states(BINDING, ['name: prometheus', 'name: thanos']) }],
  },
  'DIFF-334': {
    given: [
      {
        title: 'rights in two rules',
        back: 'DIFF-334',
        ...states(ROLE, [
          `rules:
`,
          `rules:
  - { apiGroups: [""], resources: [pods], verbs: [get] }
`,
        ]),
      },
    ],
    notGiven: [{ title: 'endpoints', ...states(ROLE, ['[pods, services]', '[pods, services, endpoints]']) }],
  },
} as const satisfies Record<string, CodeCases>;

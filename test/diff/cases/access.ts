import { type CodeCases, states } from './case';
import {
  BINDING,
  CONFIG_MAP,
  DEPLOYMENT,
  INGRESS,
  NAMESPACE,
  ROLE,
  SECRET,
  SERVICE_ACCOUNT,
  STATEFUL_SET,
} from './manifests';

const ISSUER = `
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: { name: letsencrypt, namespace: thanos }
spec: { acme: { privateKeySecretRef: { name: account-key } } }
`;

/** Cases of `ACCESS_CHANGES`. */
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
  'DIFF-340': {
    given: [
      {
        title: 'other content',
        back: 'DIFF-340',
        ...states(CONFIG_MAP.replace('kind: ConfigMap', 'kind: ConfigMap\nimmutable: true'), [
          'mode: left',
          'mode: right',
        ]),
      },
      {
        title: 'no longer immutable',
        back: 'DIFF-342',
        ...states(CONFIG_MAP.replace('kind: ConfigMap', 'kind: ConfigMap\nimmutable: true'), [
          'immutable: true',
          'immutable: false',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'a label',
        ...states(CONFIG_MAP.replace('kind: ConfigMap', 'kind: ConfigMap\nimmutable: true'), [
          'namespace: thanos',
          'namespace: thanos, labels: { a: b }',
        ]),
      },
      { title: 'content of another', ...states(CONFIG_MAP, ['mode: left', 'mode: right']) },
    ],
  },
  'DIFF-341': {
    given: [
      {
        title: 'another type',
        back: 'DIFF-341',
        ...states(SECRET, ['type: Opaque', 'type: kubernetes.io/basic-auth']),
      },
    ],
    notGiven: [
      {
        title: 'the default, no longer written',
        ...states(SECRET, [
          `type: Opaque
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-342': {
    given: [
      {
        title: 'immutable from now on',
        back: 'DIFF-340',
        ...states(CONFIG_MAP, [
          'kind: ConfigMap',
          `kind: ConfigMap
immutable: true`,
        ]),
      },
    ],
    notGiven: [{ title: 'other content', ...states(CONFIG_MAP, ['mode: left', 'mode: right']) }],
  },
  'DIFF-343': {
    given: [
      {
        title: 'a Secret that nobody makes here',
        back: 'DIFF-344',
        ...states(DEPLOYMENT + SECRET, ['secretKeyRef: { name: query-password', 'secretKeyRef: { name: new-password']),
      },
      {
        title: 'a ConfigMap as a volume',
        back: 'DIFF-343',
        ...states(STATEFUL_SET, ['name: store-config', 'name: store-config-2']),
      },
    ],
    notGiven: [
      {
        title: 'one that is made here',
        ...states(DEPLOYMENT + SECRET + SECRET.replace('query-password', 'new-password'), [
          'secretKeyRef: { name: query-password',
          'secretKeyRef: { name: new-password',
        ]),
      },
      { title: 'an image', ...states(DEPLOYMENT, ['query:v1.4.2', 'query:v1.4.3']) },
    ],
  },
  'DIFF-344': {
    given: [
      {
        title: 'a Secret that is made here',
        back: 'DIFF-344',
        ...states(DEPLOYMENT + SECRET + SECRET.replace('query-password', 'new-password'), [
          'secretKeyRef: { name: query-password',
          'secretKeyRef: { name: new-password',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'one that is not',
        ...states(DEPLOYMENT, ['secretKeyRef: { name: query-password', 'secretKeyRef: { name: new-password']),
      },
    ],
  },
  'DIFF-345': {
    given: [
      {
        title: 'the certificate of an Ingress',
        back: 'DIFF-345',
        ...states(INGRESS, ['secretName: query-tls', 'secretName: query-tls-2']),
      },
      {
        title: 'credentials of a custom resource',
        back: 'DIFF-345',
        ...states(ISSUER, ['name: account-key', 'name: account-key-2']),
      },
    ],
    notGiven: [{ title: 'another host', ...states(INGRESS, ['host: query.example.com', 'host: metrics.example.com']) }],
  },
  'DIFF-346': {
    given: [
      { title: 'a ServiceAccount', back: 'DIFF-003', before: STATEFUL_SET + SERVICE_ACCOUNT, after: STATEFUL_SET },
      {
        title: 'a ConfigMap that is mounted',
        back: 'DIFF-003',
        before: STATEFUL_SET + CONFIG_MAP,
        after: STATEFUL_SET,
      },
      { title: 'a Secret in a variable', back: 'DIFF-003', before: DEPLOYMENT + SECRET, after: DEPLOYMENT },
    ],
    notGiven: [
      { title: 'one that nobody needs', before: DEPLOYMENT + CONFIG_MAP, after: DEPLOYMENT },
      {
        title: 'one whose next name is mounted in the same change',
        before: STATEFUL_SET + CONFIG_MAP,
        after:
          STATEFUL_SET.replace('store-config', 'store-config-2') + CONFIG_MAP.replace('store-config', 'store-config-2'),
      },
    ],
  },
  'DIFF-350': {
    given: [
      {
        title: 'privileged pods',
        back: 'DIFF-351',
        ...states(NAMESPACE, ['enforce: restricted', 'enforce: privileged']),
      },
      {
        title: 'no label any more',
        back: 'DIFF-351',
        ...states(NAMESPACE, [', pod-security.kubernetes.io/enforce: restricted', '']),
      },
    ],
    notGiven: [{ title: 'another label', ...states(NAMESPACE, ['team: metrics', 'team: logs']) }],
  },
  'DIFF-351': {
    given: [
      {
        title: 'restricted pods alone',
        back: 'DIFF-350',
        ...states(NAMESPACE.replace('enforce: restricted', 'enforce: baseline'), [
          'enforce: baseline',
          'enforce: restricted',
        ]),
      },
    ],
    notGiven: [{ title: 'another label', ...states(NAMESPACE, ['team: metrics', 'team: logs']) }],
  },
} as const satisfies Record<string, CodeCases>;

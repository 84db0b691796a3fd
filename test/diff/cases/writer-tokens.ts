import { type CodeCases, states } from './case';
import { EDGE } from './edge-manifests';
import { change, PROMETHEUS } from './prometheus-resource';

const PASSWORD = `      basicAuth:
        username: { name: remotewrite, key: user }
        password: { name: remotewrite, key: password }
`;
const BEARER = `      authorization: { type: Bearer, credentialsFile: /var/run/secrets/remote-write/receive.example.com }
      headers: { THANOS-CLUSTER: shop.payments }
`;
const VOLUME = `  serviceAccountName: prometheus
  volumeMounts: [{ name: tokens, mountPath: /var/run/secrets/remote-write }]
  volumes: [{ name: tokens, projected: { sources: [{ serviceAccountToken: { audience: receive.example.com, expirationSeconds: 3600, path: receive.example.com } }] } }]
`;

/** A Prometheus that writes as itself. */
const WRITER = PROMETHEUS.replace(PASSWORD, BEARER) + VOLUME;

/** Cases of `TOKEN_CHANGES`. */
export const TOKEN_CASES = {
  'DIFF-630': {
    given: [
      { title: 'a token in place of a password', back: 'DIFF-608', ...change(PROMETHEUS, WRITER) },
      {
        title: 'an Entra identity in place of a token',
        back: 'DIFF-611',
        ...states(WRITER, [
          '      authorization: { type: Bearer, credentialsFile: /var/run/secrets/remote-write/receive.example.com }\n',
          '      azureAd: { managedIdentity: { clientId: 5c424851-e907-4cb0-acb5-3ea42fc56082 } }\n',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'another Secret',
        ...states(PROMETHEUS, ['name: remotewrite', 'name: other'], ['name: remotewrite', 'name: other']),
      },
    ],
  },
  'DIFF-631': {
    given: [
      { title: 'no volume', back: 'DIFF-601', ...states(WRITER, [VOLUME, '  serviceAccountName: prometheus\n']) },
      { title: 'another path', back: 'DIFF-601', ...states(WRITER, ['path: receive.example.com', 'path: token']) },
      {
        title: 'another file',
        back: 'DIFF-611',
        ...states(WRITER, ['remote-write/receive.example.com', 'remote-write/token']),
      },
    ],
    notGiven: [
      {
        title: 'both',
        ...states(
          WRITER,
          ['path: receive.example.com', 'path: token'],
          ['remote-write/receive.example.com', 'remote-write/token'],
        ),
      },
      { title: 'a longer life', ...states(WRITER, ['expirationSeconds: 3600', 'expirationSeconds: 7200']) },
    ],
  },
  'DIFF-632': {
    given: [
      {
        title: 'another audience',
        back: 'DIFF-632',
        ...states(WRITER, ['audience: receive.example.com', 'audience: thanos']),
      },
      {
        title: 'another account',
        back: 'DIFF-632',
        ...states(WRITER, ['serviceAccountName: prometheus', 'serviceAccountName: agent']),
      },
    ],
    notGiven: [
      {
        title: 'another account of who writes by password',
        ...states(`${PROMETHEUS}  serviceAccountName: prometheus\n`, ['AccountName: prometheus', 'AccountName: agent']),
      },
      { title: 'with the host', ...change(WRITER, WRITER.replaceAll('receive.example.com', 'receive.example.org')) },
    ],
  },
  'DIFF-633': {
    given: [{ title: 'another tenant', back: 'DIFF-633', ...states(WRITER, ['shop.payments', 'shop.platform']) }],
    notGiven: [{ title: 'a password before', ...change(PROMETHEUS, WRITER) }],
  },
  'DIFF-634': {
    given: [
      {
        title: 'another account than the policy admits',
        back: 'DIFF-601',
        ...states(WRITER + EDGE, ['serviceAccountName: prometheus', 'serviceAccountName: agent']),
      },
      {
        title: 'another namespace',
        back: 'DIFF-615',
        ...states(WRITER + EDGE, ['namespace: prometheus', 'namespace: monitoring']),
      },
      {
        title: 'a header that no route is for',
        back: 'DIFF-633',
        ...states(WRITER + EDGE, ['CLUSTER: shop.payments', 'CLUSTER: shop']),
      },
      {
        title: 'another audience',
        back: 'DIFF-601',
        ...states(WRITER + EDGE, ['audience: receive.example.com', 'audience: thanos']),
      },
    ],
    notGiven: [
      {
        title: 'both at once',
        ...states(
          WRITER + EDGE,
          ['serviceAccountName: prometheus', 'serviceAccountName: agent'],
          ['prometheus:prometheus"', 'prometheus:agent"'],
        ),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;

import { type CodeCases, states } from './case';
import { EDGE, OTHER_POLICY, OTHER_ROUTE, TOKEN_POLICY } from './edge-manifests';

const SUBJECT = 'values: ["system:serviceaccount:prometheus:prometheus"]';
const JWT = TOKEN_POLICY.slice(TOKEN_POLICY.indexOf('  jwt:'), TOKEN_POLICY.indexOf('  authorization:'));
const AUTHORIZATION = TOKEN_POLICY.slice(TOKEN_POLICY.indexOf('  authorization:'));
const BASIC_AUTH = '  basicAuth: { users: { name: writers } }\n';

/** Cases of policies of Envoy Gateway. */
export const EDGE_POLICY_CASES = {
  'DIFF-366': {
    given: [{ title: 'both at once', back: 'DIFF-003', before: EDGE + OTHER_ROUTE + OTHER_POLICY, after: EDGE }],
    notGiven: [{ title: 'a policy alone', before: EDGE + OTHER_ROUTE + OTHER_POLICY, after: EDGE + OTHER_ROUTE }],
  },
  'DIFF-370': {
    given: [
      { title: 'a cluster more', back: 'DIFF-360', before: EDGE, after: EDGE + OTHER_ROUTE + OTHER_POLICY },
      {
        title: 'an account more',
        back: 'DIFF-372',
        ...states(EDGE, [SUBJECT, SUBJECT.replace(']', ', "system:serviceaccount:agents:agent"]')]),
      },
    ],
    notGiven: [
      {
        title: 'another name of the provider',
        ...states(
          EDGE,
          ['- name: shop\n        issuer', '- name: s\n        issuer'],
          ['provider: shop', 'provider: s'],
        ),
      },
    ],
  },
  'DIFF-371': {
    given: [
      {
        title: 'allowed unless denied',
        back: 'DIFF-372',
        ...states(EDGE, ['defaultAction: Deny', 'defaultAction: Allow']),
      },
      { title: 'no subject', back: 'DIFF-372', ...states(EDGE, [`, claims: [{ name: sub, ${SUBJECT} }]`, '']) },
      { title: 'no rules', back: 'DIFF-372', ...states(EDGE, [AUTHORIZATION, '']) },
      { title: 'no audience', back: 'DIFF-372', ...states(EDGE, ['        audiences: [receive.example.com]\n', '']) },
      {
        title: 'a new policy',
        back: 'DIFF-360',
        before: EDGE,
        after: EDGE + OTHER_ROUTE + OTHER_POLICY.replace('Deny', 'Allow'),
      },
    ],
    notGiven: [{ title: 'the default', ...states(EDGE, ['    defaultAction: Deny\n', '']) }],
  },
  'DIFF-372': {
    given: [
      {
        title: 'another issuer',
        back: 'DIFF-372',
        ...states(EDGE, ['issuer: https://issuer.example.com/shop/', 'issuer: https://issuer.example.com/shop-2/']),
      },
      {
        title: 'another account',
        back: 'DIFF-372',
        ...states(EDGE, [SUBJECT, SUBJECT.replace(':prometheus"', ':agent"')]),
      },
      {
        title: 'another audience',
        back: 'DIFF-372',
        ...states(EDGE, ['[receive.example.com]\n        remote', '[thanos]\n        remote']),
      },
      {
        title: 'a password in place of a token',
        back: 'DIFF-372',
        ...states(EDGE, [JWT, BASIC_AUTH], [AUTHORIZATION, '']),
      },
    ],
    notGiven: [{ title: 'other keys', ...states(EDGE, ['/shop/openid', '/keys/openid']) }],
  },
  'DIFF-373': {
    given: [{ title: 'keys', back: 'DIFF-374', ...states(EDGE, ['uri: https:', 'uri: http:']) }],
    notGiven: [{ title: 'other keys', ...states(EDGE, ['/shop/openid', '/keys/openid']) }],
  },
  'DIFF-374': {
    given: [{ title: 'another address', back: 'DIFF-374', ...states(EDGE, ['/shop/openid', '/keys/openid']) }],
    notGiven: [
      {
        title: 'another issuer',
        ...states(EDGE, ['issuer: https://issuer.example.com/shop/', 'issuer: https://issuer.example.com/x/']),
      },
    ],
  },
  'DIFF-375': {
    given: [
      {
        title: 'a second one',
        back: 'DIFF-366',
        before: EDGE,
        after: EDGE + TOKEN_POLICY.replace('name: receive-shop.payments, namespace', 'name: second, namespace'),
      },
    ],
    notGiven: [{ title: 'one for another route', before: EDGE, after: EDGE + OTHER_ROUTE + OTHER_POLICY }],
  },
} as const satisfies Record<string, CodeCases>;

import { type CodeCases, states } from './case';
import { CLAIM_CASES } from './edge-claims';
import {
  CLIENT_POLICY,
  EDGE,
  EDGE_GATEWAY,
  OTHER_POLICY,
  OTHER_ROUTE,
  REDIRECT,
  TOKEN_POLICY,
  TRAEFIK,
  TRAEFIK_REDIRECT,
  WRITER_ROUTE,
} from './edge-manifests';

const TLS = '      tls: { mode: Terminate, certificateRefs: [{ name: receive-tls }] }\n';
const TIMEOUT = `
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: { name: grpc, namespace: thanos }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: receive-shop.payments }]
  timeout: { http: { requestTimeout: 120s } }
`;

/** Cases of Gateways, of their routes, and of Traefik's. */
export const GATEWAY_CASES = {
  'DIFF-352': {
    given: [
      { title: 'another port', back: 'DIFF-352', ...states(EDGE, ['port: 443', 'port: 8443']) },
      {
        title: 'a listener that a route still names',
        back: 'DIFF-002',
        ...states(EDGE, ['    - name: receive.example.com\n', '    - name: receive\n']),
      },
      {
        title: 'a route for a listener that is not there',
        back: 'DIFF-002',
        ...states(EDGE, ['sectionName: receive.example.com', 'sectionName: receive']),
      },
      {
        title: 'what passes through unread',
        back: 'DIFF-352',
        ...states(EDGE, ['mode: Terminate', 'mode: Passthrough']),
      },
      { title: 'another entry point', back: 'DIFF-352', ...states(TRAEFIK, ['[websecure]', '[metrics]']) },
    ],
    notGiven: [
      { title: 'another certificate', ...states(EDGE, ['name: receive-tls', 'name: receive-tls-2']) },
      { title: 'the mode that is the default', ...states(EDGE, ['mode: Terminate, ', '']) },
      { title: 'an entry point more', ...states(TRAEFIK, ['[websecure]', '[websecure, metrics]']) },
    ],
  },
  'DIFF-353': {
    given: [
      {
        title: 'another class',
        back: 'DIFF-353',
        ...states(EDGE, ['gatewayClassName: eg', 'gatewayClassName: eg-inner']),
      },
      {
        title: 'an address',
        back: 'DIFF-353',
        ...states(EDGE, ['gatewayClassName: eg\n', 'gatewayClassName: eg\n  addresses: [{ value: 10.0.0.4 }]\n']),
      },
    ],
    notGiven: [
      {
        title: 'one host more',
        ...states(EDGE, [
          TLS,
          `${TLS}    - { name: query, hostname: query.example.com, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: q }] } }\n`,
        ]),
      },
    ],
  },
  'DIFF-354': {
    given: [
      {
        title: 'all namespaces',
        back: 'DIFF-355',
        ...states(EDGE, [TLS, `${TLS}      allowedRoutes: { namespaces: { from: All } }\n`]),
      },
    ],
    notGiven: [
      { title: 'the default', ...states(EDGE, [TLS, `${TLS}      allowedRoutes: { namespaces: { from: Same } }\n`]) },
    ],
  },
  'DIFF-355': {
    given: [
      {
        title: 'its own namespace alone',
        back: 'DIFF-354',
        ...states(EDGE.replace(TLS, `${TLS}      allowedRoutes: { namespaces: { from: All } }\n`), [
          'from: All',
          'from: Same',
        ]),
      },
    ],
    notGiven: [{ title: 'another port', ...states(EDGE, ['port: 443', 'port: 8443']) }],
  },
  'DIFF-356': {
    given: [
      {
        title: 'slashes that are hidden',
        back: 'DIFF-356',
        ...states(CLIENT_POLICY, ['spec:\n', 'spec:\n  path: { escapedSlashesAction: KeepUnchanged }\n']),
      },
      ...CLAIM_CASES['DIFF-356'].given,
    ],
    notGiven: [
      { title: 'another authority', ...states(CLIENT_POLICY, ['name: clients-ca', 'name: clients-ca-2']) },
      ...CLAIM_CASES['DIFF-356'].notGiven,
    ],
  },
  'DIFF-357': {
    given: [
      { title: 'of a route', back: 'DIFF-316', ...states(EDGE, ['request: 60s', 'request: 30s']) },
      {
        title: 'of a policy',
        back: 'DIFF-002',
        ...states(EDGE + TIMEOUT, ['requestTimeout: 120s', 'requestTimeout: 1m']),
      },
      { title: 'a policy that is gone', back: 'DIFF-003', before: EDGE + TIMEOUT, after: EDGE },
    ],
    notGiven: [
      { title: 'more time', ...states(EDGE, ['request: 60s', 'request: 2m']) },
      { title: 'no limit', ...states(EDGE, ['request: 60s', 'request: 0s']) },
    ],
  },
  'DIFF-360': {
    given: [
      {
        title: 'a cluster that is shut out',
        back: 'DIFF-003',
        before: EDGE + OTHER_ROUTE + OTHER_POLICY,
        after: EDGE,
      },
      {
        title: 'another header',
        back: 'DIFF-360',
        ...states(EDGE, ['value: shop.payments', 'value: shop']),
      },
      { title: 'another path', back: 'DIFF-360', ...states(EDGE, ['value: /api/v1/receive', 'value: /receive']) },
    ],
    notGiven: [
      {
        title: 'a path that stands for more',
        ...states(EDGE, ['type: Exact, value: /api/v1/receive', 'type: PathPrefix, value: /api/v1']),
      },
      {
        title: 'a route of another name',
        ...states(
          EDGE,
          ['name: receive-shop.payments, namespace', 'name: other, namespace'],
          ['name: receive-shop.payments }', 'name: other }'],
        ),
      },
    ],
  },
  'DIFF-362': {
    given: [
      {
        title: 'a tenant that is no longer set',
        back: 'DIFF-363',
        ...states(EDGE, ['            set: [{ name: THANOS-TENANT, value: payments }]\n', '']),
      },
      {
        title: 'a tenant that is no longer removed',
        back: 'DIFF-363',
        ...states(
          EDGE.replace('            set: [{ name: THANOS-TENANT, value: payments }]\n', '').replace(
            '[Authorization]',
            '[Authorization, THANOS-TENANT]',
          ),
          [', THANOS-TENANT', ''],
        ),
      },
      {
        title: 'a middleware that is no longer named',
        back: 'DIFF-316',
        ...states(TRAEFIK, [', { name: query-tenant }', '']),
      },
      { title: 'a middleware', back: 'DIFF-363', ...states(TRAEFIK, ['THANOS-TENANT: payments', 'X-Team: payments']) },
      ...CLAIM_CASES['DIFF-362'].given,
    ],
    notGiven: [
      {
        title: 'another header',
        ...states(EDGE, ['set: [', 'set: [{ name: X-Team, value: payments }, ']),
      },
      ...CLAIM_CASES['DIFF-362'].notGiven,
    ],
  },
  'DIFF-363': {
    given: [
      {
        title: 'of a route',
        back: 'DIFF-363',
        ...states(EDGE, ['TENANT, value: payments', 'TENANT, value: platform']),
      },
      { title: 'of a middleware', back: 'DIFF-363', ...states(TRAEFIK, ['TENANT: payments', 'TENANT: platform']) },
      ...CLAIM_CASES['DIFF-363'].given,
    ],
    notGiven: [
      { title: 'another header', ...states(EDGE, ['[Authorization]', '[Authorization, Cookie]']) },
      ...CLAIM_CASES['DIFF-363'].notGiven,
    ],
  },
  'DIFF-364': {
    given: [
      { title: 'of a Gateway', back: 'DIFF-003', before: EDGE, after: EDGE.replace(REDIRECT, '') },
      { title: 'of Traefik', back: 'DIFF-003', before: TRAEFIK + TRAEFIK_REDIRECT, after: TRAEFIK },
    ],
    notGiven: [{ title: 'another status', ...states(EDGE, ['statusCode: 301', 'statusCode: 302']) }],
  },
  'DIFF-365': {
    given: [{ title: 'a route', back: 'DIFF-360', before: EDGE, after: EDGE + OTHER_ROUTE }],
    notGiven: [
      { title: 'one with a policy', before: EDGE, after: EDGE + OTHER_ROUTE + OTHER_POLICY },
      {
        title: 'one whose Gateway asks for certificates',
        before: EDGE + CLIENT_POLICY,
        after: EDGE + CLIENT_POLICY + OTHER_ROUTE,
      },
      {
        title: 'one of a Gateway that is made elsewhere',
        before: TOKEN_POLICY,
        after: TOKEN_POLICY + WRITER_ROUTE.replace('shop', 'web'),
      },
      { title: 'a redirect', before: EDGE_GATEWAY, after: EDGE_GATEWAY + REDIRECT },
    ],
  },
  'DIFF-376': {
    given: [
      {
        title: 'a tenant',
        back: 'DIFF-003',
        before: TRAEFIK,
        after: TRAEFIK.split('---')
          .filter((document) => !document.includes('spec: { headers'))
          .join('---'),
      },
    ],
    notGiven: [{ title: 'one that nobody names', before: TRAEFIK + TRAEFIK_REDIRECT, after: TRAEFIK }],
  },
} as const satisfies Record<string, CodeCases>;

import { type CodeCases, states } from './case';
import { EDGE, WRITER_ROUTE } from './edge-manifests';

const READER_ROUTE = WRITER_ROUTE.replace('name: receive-shop.payments', 'name: query')
  .replace('name: receive, port: 19291', 'name: query-frontend, port: 10902')
  .replace('/api/v1/receive', '/api/v1/query');

/** What a BackendTrafficPolicy of a route holds its requests to. */
const traffic = (spec: string, route = 'receive-shop.payments') => `
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: { name: limits, namespace: thanos }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: ${route} }]
  ${spec}
`;
const size = (limit: string) => traffic(`requestBuffer: { limit: ${limit} }`);
const rate = (requests: number, unit = 'Second', more = '') =>
  traffic(`rateLimit: { global: { rules: [{ limit: { requests: ${requests}, unit: ${unit} }${more} }] } }`);
const nothing = traffic('timeout: { http: { requestTimeout: 60s } }');

const between = (before: string, after: string, edge = EDGE) => ({ before: edge + before, after: edge + after });
const reader = traffic('requestBuffer: { limit: 50Mi }', 'query');

const CLIENTS = ', clientSelectors: [{ headers: [{ name: THANOS-CLUSTER, value: shop.payments }] }]';

/** Cases of how much clients may send. */
export const EDGE_TRAFFIC_CASES = {
  'DIFF-358': {
    given: [
      { title: 'smaller requests', back: 'DIFF-361', ...between(size('50Mi'), size('1Mi')) },
      { title: 'a size that nothing limited', back: 'DIFF-361', ...between(nothing, size('50Mi')) },
      { title: 'a lower rate', back: 'DIFF-361', ...between(rate(100), rate(50)) },
      { title: 'as many in a longer time', back: 'DIFF-361', ...between(rate(100), rate(100, 'Minute')) },
      {
        title: 'others',
        back: 'DIFF-358',
        ...between(rate(100, 'Second', CLIENTS), rate(100, 'Second', CLIENTS.replace('shop', 'web'))),
      },
      { title: 'smaller bursts', back: 'DIFF-361', ...between(rate(6000, 'Minute'), rate(100)) },
      { title: 'no request at all', back: 'DIFF-361', ...between(nothing, rate(0)) },
      {
        title: 'a rate that was only counted',
        back: 'DIFF-361',
        ...between(rate(1, 'Hour', ', shadowMode: true'), rate(1, 'Hour')),
      },
      {
        title: 'a rate for some',
        back: 'DIFF-361',
        ...between(rate(100), rate(100).replace(' }] }', ` }, { limit: { requests: 1, unit: Second }${CLIENTS} }] }`)),
      },
      { title: 'a local rate', back: 'DIFF-361', ...between(nothing, rate(100).replace('global', 'local')) },
      { title: 'a policy', back: 'DIFF-361', ...between('', size('50Mi')) },
    ],
    notGiven: [
      { title: 'the same in other words', ...between(size('1Mi'), size('1024Ki')) },
      {
        title: 'headers of answers',
        ...between(rate(100), rate(100, 'Second', ', xRateLimitHeaders: DraftVersion03')),
      },
      { title: 'a policy that comes with its route', before: '', after: EDGE + size('1Mi') },
      { title: 'readers', ...between(reader, reader.replace('50Mi', '1Mi'), EDGE + READER_ROUTE) },
      { title: 'larger ones', ...between(size('1Mi'), size('2Mi')) },
    ],
  },
  'DIFF-359': {
    given: [
      {
        title: 'smaller requests',
        back: 'DIFF-361',
        ...between(reader, reader.replace('50Mi', '1Mi'), EDGE + READER_ROUTE),
      },
    ],
    notGiven: [{ title: 'writers', ...between(size('50Mi'), size('1Mi')) }],
  },
  'DIFF-361': {
    given: [
      { title: 'larger requests', back: 'DIFF-358', ...between(size('1Mi'), size('50Mi')) },
      { title: 'as many as they like', back: 'DIFF-358', ...between(rate(100), nothing) },
      { title: 'a policy that is gone', back: 'DIFF-358', ...between(rate(100), '') },
    ],
    notGiven: [
      { title: 'a policy that goes with its route', before: EDGE + size('1Mi'), after: EDGE.replace(WRITER_ROUTE, '') },
      { title: 'another time-out', ...states(EDGE + nothing, ['requestTimeout: 60s', 'requestTimeout: 90s']) },
    ],
  },
} as const satisfies Record<string, CodeCases>;

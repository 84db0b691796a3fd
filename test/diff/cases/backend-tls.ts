import { type CodeCases, states } from './case';
import { EDGE_GATEWAY } from './edge-manifests';

const GATEWAY = EDGE_GATEWAY.replace(
  'gatewayClassName: eg\n',
  'gatewayClassName: eg\n  tls: { backend: { clientCertificateRef: { name: edge-client } } }\n',
);
const ROUTE = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: query, namespace: thanos }
spec:
  parentRefs: [{ name: edge, sectionName: receive.example.com }]
  hostnames: [receive.example.com]
  rules: [{ backendRefs: [{ name: query, port: 10901 }], matches: [{ method: { service: thanos.Store } }] }]
`;
const POLICY = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: query, namespace: thanos }
spec:
  targetRefs: [{ group: "", kind: Service, name: query, sectionName: grpc }]
  validation:
    caCertificateRefs: [{ group: "", kind: Secret, name: edge-client }]
    hostname: query.thanos.svc
`;
const EDGE = GATEWAY + ROUTE + POLICY;
const SYSTEM = '    wellKnownCACertificates: System\n';
const OWN = '    caCertificateRefs: [{ group: "", kind: Secret, name: edge-client }]\n';

/** Cases of what Gateways speak to pods. */
export const BACKEND_TLS_CASES = {
  'DIFF-367': {
    given: [
      { title: 'a policy that is gone', back: 'DIFF-368', before: EDGE, after: GATEWAY + ROUTE },
      {
        title: 'a policy for another Service',
        back: 'DIFF-002',
        ...states(EDGE, ['Service, name: query', 'Service, name: q']),
      },
      { title: 'the authorities that everybody knows', back: 'DIFF-368', ...states(EDGE, [OWN, SYSTEM]) },
    ],
    notGiven: [
      { title: 'a policy that goes with its route', before: EDGE, after: GATEWAY },
      {
        title: 'a policy that another one stands in for',
        before: EDGE,
        after: GATEWAY + ROUTE + POLICY.replace('name: query, namespace', 'name: other, namespace'),
      },
      {
        title: 'a Service of that name elsewhere',
        before: EDGE.replace(POLICY, POLICY.replace('namespace: thanos', 'namespace: other')),
        after: GATEWAY + ROUTE,
      },
    ],
  },
  'DIFF-368': {
    given: [
      { title: 'a policy for pods that are there', back: 'DIFF-367', before: GATEWAY + ROUTE, after: EDGE },
      {
        title: 'another name',
        back: 'DIFF-368',
        ...states(EDGE, ['query.thanos.svc', 'query.thanos.svc.cluster.local']),
      },
      {
        title: 'another authority',
        back: 'DIFF-368',
        ...states(EDGE, ['Secret, name: edge-client', 'Secret, name: other']),
      },
      { title: 'one of your own', back: 'DIFF-367', ...states(EDGE.replace(OWN, SYSTEM), [SYSTEM, OWN]) },
    ],
    notGiven: [
      { title: 'a policy that comes with its route', before: GATEWAY, after: EDGE },
      {
        title: 'labels',
        ...states(EDGE, [
          'kind: BackendTLSPolicy\nmetadata: { name: query,',
          'kind: BackendTLSPolicy\nmetadata: { labels: { team: metrics }, name: query,',
        ]),
      },
    ],
  },
  'DIFF-369': {
    given: [
      {
        title: 'a Gateway that has none',
        back: 'DIFF-002',
        ...states(EDGE, ['  tls: { backend: { clientCertificateRef: { name: edge-client } } }\n', '']),
      },
    ],
    notGiven: [
      {
        title: 'another one',
        ...states(EDGE, ['clientCertificateRef: { name: edge-client }', 'clientCertificateRef: { name: other }']),
      },
      {
        title: 'what is the default',
        ...states(EDGE, ['clientCertificateRef: { ', 'clientCertificateRef: { group: "", kind: Secret, ']),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;

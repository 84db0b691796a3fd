import { type CodeCases, states } from './case';
import { CONFIG_MAP, GATEWAY, HTTP_ROUTE, INGRESS, PUBLIC_LOAD_BALANCER, SECURITY_POLICY } from './manifests';

const INGRESS_CLASS = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
`;

/** Cases of Ingresses, routes and Gateways. */
export const ROUTE_CASES = {
  'DIFF-310': {
    given: [
      {
        title: 'an Ingress with another host',
        back: 'DIFF-310',
        ...states(INGRESS, ['host: query.example.com', 'host: metrics.example.com']),
      },
      { title: 'an Ingress that is gone', back: 'DIFF-003', before: INGRESS + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'a route without one of its hosts',
        back: 'DIFF-310',
        ...states(HTTP_ROUTE, ['[query.example.com]', '[metrics.example.com]']),
      },
      {
        title: 'a listener that is gone',
        back: 'DIFF-310',
        ...states(GATEWAY, ['hostname: query.example.com', 'hostname: metrics.example.com']),
      },
      { title: 'a path that is gone', back: 'DIFF-310', ...states(INGRESS, ['path: /,', 'path: /api,']) },
    ],
    notGiven: [
      {
        title: 'one host more',
        ...states(HTTP_ROUTE, ['[query.example.com]', '[query.example.com, metrics.example.com]']),
      },
      { title: 'an Ingress that a route replaces', before: INGRESS, after: HTTP_ROUTE },
    ],
  },
  'DIFF-311': {
    given: [
      {
        title: 'no certificate',
        back: 'DIFF-002',
        ...states(INGRESS, [
          `  tls: [{ hosts: [query.example.com], secretName: query-tls }]
`,
          '',
        ]),
      },
      {
        title: 'a listener without',
        back: 'DIFF-352',
        ...states(GATEWAY, [
          `protocol: HTTPS
      tls: { certificateRefs: [{ name: query-tls }] }`,
          'protocol: HTTP',
        ]),
      },
    ],
    notGiven: [
      { title: 'another certificate', ...states(INGRESS, ['secretName: query-tls', 'secretName: query-tls-2']) },
      {
        title: 'one for all of the domain',
        ...states(INGRESS, ['hosts: [query.example.com]', 'hosts: ["*.example.com"]']),
      },
    ],
  },
  'DIFF-312': {
    given: [
      {
        title: 'no password',
        back: 'DIFF-314',
        ...states(INGRESS, [
          `    nginx.ingress.kubernetes.io/auth-type: basic
`,
          '',
        ]),
      },
      { title: 'addresses of everybody', back: 'DIFF-313', ...states(INGRESS, ['10.0.0.0/8', '0.0.0.0/0']) },
      { title: 'a policy that is gone', back: 'DIFF-314', before: SECURITY_POLICY + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'a policy for another route',
        back: 'DIFF-312',
        ...states(SECURITY_POLICY, ['kind: HTTPRoute, name: query', 'kind: HTTPRoute, name: other']),
      },
      {
        title: 'a middleware that is no longer named',
        back: 'DIFF-314',
        ...states(
          INGRESS.replace(
            'nginx.ingress.kubernetes.io/auth-type: basic',
            'traefik.ingress.kubernetes.io/router.middlewares: thanos-auth@kubernetescrd',
          ),
          [
            `    traefik.ingress.kubernetes.io/router.middlewares: thanos-auth@kubernetescrd
`,
            '',
          ],
        ),
      },
    ],
    notGiven: [{ title: 'another body size', ...states(INGRESS, ['ssl-redirect: "true"', 'proxy-body-size: 10m']) }],
  },
  'DIFF-313': {
    given: [
      {
        title: 'another Secret',
        back: 'DIFF-313',
        ...states(INGRESS, ['auth-secret: basic-auth', 'auth-secret: basic-auth-2']),
      },
      {
        title: 'other users of a policy',
        back: 'DIFF-313',
        ...states(SECURITY_POLICY, ['name: basic-auth', 'name: basic-auth-2']),
      },
    ],
    notGiven: [
      {
        title: 'no password',
        ...states(INGRESS, [
          `    nginx.ingress.kubernetes.io/auth-type: basic
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-314': {
    given: [
      {
        title: 'a password',
        back: 'DIFF-312',
        ...states(INGRESS.replace(/\n.*auth-type.*/, ''), [
          `annotations:
`,
          `annotations:
    nginx.ingress.kubernetes.io/auth-type: basic
`,
        ]),
      },
      { title: 'a new policy', back: 'DIFF-312', before: CONFIG_MAP, after: CONFIG_MAP + SECURITY_POLICY },
    ],
    notGiven: [
      { title: 'another Secret', ...states(INGRESS, ['auth-secret: basic-auth', 'auth-secret: basic-auth-2']) },
    ],
  },
  'DIFF-315': {
    given: [
      {
        title: 'ssl-redirect',
        back: 'DIFF-007',
        ...states(INGRESS, ['ssl-redirect: "true"', 'ssl-redirect: "false"']),
      },
    ],
    notGiven: [
      {
        title: 'the default, no longer written',
        ...states(INGRESS, [
          `    nginx.ingress.kubernetes.io/ssl-redirect: "true"
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-316': {
    given: [
      {
        title: 'another Service',
        back: 'DIFF-316',
        ...states(INGRESS, ['name: query, port: { number: 80 }', 'name: frontend, port: { number: 80 }']),
      },
      {
        title: 'another backend of a route',
        back: 'DIFF-316',
        ...states(HTTP_ROUTE, ['name: query, port: 80', 'name: frontend, port: 80']),
      },
    ],
    notGiven: [{ title: 'another host', ...states(INGRESS, ['host: query.example.com', 'host: metrics.example.com']) }],
  },
  'DIFF-317': {
    given: [
      {
        title: 'another controller',
        back: 'DIFF-317',
        ...states(INGRESS_CLASS, ['k8s.io/ingress-nginx', 'traefik.io/ingress-controller']),
      },
    ],
    notGiven: [{ title: 'a label', ...states(INGRESS_CLASS, ['name: nginx', 'name: nginx, labels: { a: b }']) }],
  },
  'DIFF-318': {
    given: [
      {
        title: 'one network more',
        back: 'DIFF-306',
        ...states(PUBLIC_LOAD_BALANCER, ['[10.0.0.0/8]', '[10.0.0.0/8, 192.0.2.0/24]']),
      },
    ],
    notGiven: [{ title: 'everybody', ...states(PUBLIC_LOAD_BALANCER, ['10.0.0.0/8', '0.0.0.0/0']) }],
  },
  'DIFF-319': {
    given: [
      {
        title: 'another class',
        back: 'DIFF-319',
        ...states(INGRESS, ['ingressClassName: nginx', 'ingressClassName: traefik']),
      },
      { title: 'another Gateway', back: 'DIFF-319', ...states(HTTP_ROUTE, ['name: public', 'name: inner']) },
    ],
    notGiven: [
      {
        title: 'the class, written as an annotation before',
        ...states(
          INGRESS.replace('  ingressClassName: nginx\n', '').replace(
            'annotations:\n',
            'annotations:\n    kubernetes.io/ingress.class: nginx\n',
          ),
          [
            `spec:
`,
            `spec:
  ingressClassName: nginx
`,
          ],
        ),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;

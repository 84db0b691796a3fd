import { type CodeCases, states } from './case';
import {
  CONFIG_MAP,
  DEPLOYMENT,
  GATEWAY,
  HTTP_ROUTE,
  INGRESS,
  LOAD_BALANCER,
  PUBLIC_LOAD_BALANCER,
  SECURITY_POLICY,
  SERVICE,
} from './manifests';

const INGRESS_CLASS = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
`;

/** Cases of Services, Ingresses, routes and Gateways. */
export const EXPOSURE_CASES = {
  'DIFF-301': {
    given: [
      {
        title: 'a headless one from now on',
        back: 'DIFF-302',
        ...states(SERVICE, [
          'type: ClusterIP',
          `type: ClusterIP
  clusterIP: None`,
        ]),
      },
      {
        title: 'another address',
        back: 'DIFF-301',
        ...states(SERVICE.replace('type: ClusterIP', 'clusterIP: 10.0.0.10'), ['10.0.0.10', '10.0.0.11']),
      },
      {
        title: 'a headless one with a load balancer',
        back: 'DIFF-326',
        ...states(SERVICE.replace('type: ClusterIP', 'clusterIP: None'), ['clusterIP: None', 'type: LoadBalancer']),
      },
    ],
    notGiven: [
      {
        title: 'headless no longer written',
        ...states(SERVICE.replace('type: ClusterIP', 'clusterIP: None'), [
          `  clusterIP: None
`,
          '',
        ]),
      },
      {
        title: 'an ExternalName that leaves its address as it was',
        ...states(SERVICE.replace('type: ClusterIP', 'type: ClusterIP\n  clusterIP: 10.0.0.10'), [
          'type: ClusterIP',
          `type: ExternalName
  externalName: other.example.com`,
        ]),
      },
      {
        title: 'an ExternalName',
        ...states(SERVICE, [
          'type: ClusterIP',
          `type: ExternalName
  externalName: other.example.com`,
        ]),
      },
    ],
  },
  'DIFF-302': {
    given: [
      {
        title: 'None, no longer written',
        back: 'DIFF-301',
        ...states(SERVICE.replace('type: ClusterIP', 'clusterIP: None'), [
          `  clusterIP: None
`,
          '',
        ]),
      },
    ],
    notGiven: [
      {
        title: 'an address, no longer written',
        ...states(SERVICE.replace('type: ClusterIP', 'clusterIP: 10.0.0.10'), [
          `  clusterIP: 10.0.0.10
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-303': {
    given: [
      {
        title: 'a class',
        back: 'DIFF-303',
        ...states(LOAD_BALANCER, [
          'type: LoadBalancer',
          `type: LoadBalancer
  loadBalancerClass: example.com/inner`,
        ]),
      },
    ],
    notGiven: [
      {
        title: 'with the type',
        ...states(SERVICE, [
          'type: ClusterIP',
          `type: LoadBalancer
  loadBalancerClass: example.com/inner`,
        ]),
      },
    ],
  },
  'DIFF-304': {
    given: [
      {
        title: 'an alias',
        back: 'DIFF-304',
        ...states(SERVICE, [
          'type: ClusterIP',
          `type: ExternalName
  externalName: other.example.com`,
        ]),
      },
      { title: 'a port of each node', back: 'DIFF-304', ...states(SERVICE, ['type: ClusterIP', 'type: NodePort']) },
    ],
    notGiven: [
      {
        title: 'the default, no longer written',
        ...states(SERVICE, [
          `  type: ClusterIP
`,
          '',
        ]),
      },
    ],
  },
  'DIFF-305': {
    given: [
      {
        title: 'the annotation of the inner network is gone',
        back: 'DIFF-326',
        ...states(LOAD_BALANCER.replace(/\n {2}loadBalancerSourceRanges.*/, ''), [
          'azure-load-balancer-internal: "true"',
          'azure-load-balancer-internal: "false"',
        ]),
      },
      { title: 'the type', back: 'DIFF-326', ...states(SERVICE, ['type: ClusterIP', 'type: LoadBalancer']) },
      { title: 'everybody', back: 'DIFF-306', ...states(PUBLIC_LOAD_BALANCER, ['10.0.0.0/8', '0.0.0.0/0']) },
      { title: 'a new one', back: 'DIFF-326', before: CONFIG_MAP, after: CONFIG_MAP + PUBLIC_LOAD_BALANCER },
      {
        title: 'addresses of nodes',
        back: 'DIFF-002',
        ...states(SERVICE, [
          'type: ClusterIP',
          `type: ClusterIP
  externalIPs: [192.0.2.1]`,
        ]),
      },
    ],
    notGiven: [{ title: 'a new one in the inner network', before: CONFIG_MAP, after: CONFIG_MAP + LOAD_BALANCER }],
  },
  'DIFF-306': {
    given: [
      {
        title: 'one network less',
        back: 'DIFF-318',
        ...states(PUBLIC_LOAD_BALANCER.replace('[10.0.0.0/8]', '[10.0.0.0/8, 192.0.2.0/24]'), [', 192.0.2.0/24', '']),
      },
    ],
    notGiven: [{ title: 'one more', ...states(PUBLIC_LOAD_BALANCER, ['[10.0.0.0/8]', '[10.0.0.0/8, 192.0.2.0/24]']) }],
  },
  'DIFF-307': {
    given: [
      {
        title: 'pods that are made elsewhere',
        back: 'DIFF-307',
        ...states(SERVICE, ['selector: { app: query }', 'selector: { app: frontend }']),
      },
      {
        title: 'another port of the pods',
        back: 'DIFF-307',
        ...states(SERVICE, ['targetPort: 10902', 'targetPort: 10912']),
      },
      {
        title: 'a port that nobody here uses',
        back: 'DIFF-307',
        ...states(SERVICE, [', { name: grpc, port: 10901, targetPort: 10901 }', '']),
      },
    ],
    notGiven: [{ title: 'a label', ...states(SERVICE, ['scrape: "true"', 'scrape: "false"']) }],
  },
  'DIFF-308': {
    given: [
      {
        title: 'no pod any more',
        back: 'DIFF-307',
        ...states(DEPLOYMENT + SERVICE, ['selector: { app: query }', 'selector: { app: frontend }']),
      },
      {
        title: 'pods without the label',
        back: 'DIFF-101',
        ...states(
          DEPLOYMENT.replace('labels: { app: query }', 'labels: { app: query, tier: front }') +
            SERVICE.replace('selector: { app: query }', 'selector: { tier: front }'),
          [', tier: front', ''],
        ),
      },
    ],
    notGiven: [
      {
        title: 'pods that have more labels',
        ...states(DEPLOYMENT + SERVICE, ['labels: { app: query }', 'labels: { app: query, version: v1 }']),
      },
      {
        title: 'pods that are made elsewhere, as before',
        ...states(SERVICE, ['selector: { app: query }', 'selector: { app: frontend }']),
      },
    ],
  },
  'DIFF-309': {
    given: [
      { title: 'a Service behind an Ingress', back: 'DIFF-003', before: SERVICE + INGRESS, after: INGRESS },
      {
        title: 'a Service whose address is in an argument',
        back: 'DIFF-003',
        before:
          DEPLOYMENT.replace('          env:', '          args: [--endpoint=store.thanos.svc:10901]\n          env:') +
          SERVICE.replace('name: query,', 'name: store,'),
        after: DEPLOYMENT.replace(
          '          env:',
          '          args: [--endpoint=store.thanos.svc:10901]\n          env:',
        ),
      },
      {
        title: 'a port behind an Ingress',
        back: 'DIFF-307',
        ...states(SERVICE + INGRESS, ['port: 80,', 'port: 8080,']),
      },
      { title: 'a port in a route', back: 'DIFF-307', ...states(SERVICE + HTTP_ROUTE, ['port: 80,', 'port: 8080,']) },
    ],
    notGiven: [
      { title: 'a Service that nobody uses', before: SERVICE + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'another port than that of the Ingress',
        ...states(SERVICE + INGRESS, [', { name: grpc, port: 10901, targetPort: 10901 }', '']),
      },
    ],
  },
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
        back: 'DIFF-002',
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
  'DIFF-326': {
    given: [
      { title: 'a type', back: 'DIFF-304', ...states(LOAD_BALANCER, ['type: LoadBalancer', 'type: ClusterIP']) },
      { title: 'a Service that is gone', back: 'DIFF-003', before: LOAD_BALANCER + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'the inner network from now on',
        back: 'DIFF-305',
        ...states(PUBLIC_LOAD_BALANCER, [
          `namespace: thanos
`,
          `namespace: thanos
  annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true" }
`,
        ]),
      },
    ],
    notGiven: [{ title: 'other ports', ...states(LOAD_BALANCER, ['port: 443', 'port: 8443']) }],
  },
} as const satisfies Record<string, CodeCases>;

import { type CodeCases, states } from './case';
import { CONFIG_MAP, DEPLOYMENT, HTTP_ROUTE, INGRESS, LOAD_BALANCER, PUBLIC_LOAD_BALANCER, SERVICE } from './manifests';

/** Cases of Services. */
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
      {
        title: 'a new one',
        back: 'DIFF-326',
        before: CONFIG_MAP,
        after: CONFIG_MAP + PUBLIC_LOAD_BALANCER.replace(/\n {2}loadBalancerSourceRanges.*/, ''),
      },
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
    notGiven: [
      { title: 'a new one in the inner network', before: CONFIG_MAP, after: CONFIG_MAP + LOAD_BALANCER },
      { title: 'a new one for known networks', before: CONFIG_MAP, after: CONFIG_MAP + PUBLIC_LOAD_BALANCER },
    ],
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
  'DIFF-326': {
    given: [
      { title: 'a type', back: 'DIFF-304', ...states(LOAD_BALANCER, ['type: LoadBalancer', 'type: ClusterIP']) },
      { title: 'a Service that is gone', back: 'DIFF-003', before: LOAD_BALANCER + CONFIG_MAP, after: CONFIG_MAP },
      {
        title: 'the inner network from now on',
        back: 'DIFF-318',
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

import { describe, it } from 'node:test';
import { container, differs, type Frame, plain, pod, same, spec } from './differences';

const MONITORING = 'monitoring.coreos.com/v1';
const NETWORKING = 'networking.k8s.io/v1';
const RBAC = 'rbac.authorization.k8s.io/v1';

const EQUAL: readonly (readonly [string, Frame, string, string])[] = [
  ['containers', pod, '{ containers: [{name: a}, {name: b}] }', '{ containers: [{name: b}, {name: a}] }'],
  ['volumes', pod, '{ volumes: [{name: a}, {name: b}] }', '{ volumes: [{name: b}, {name: a}] }'],
  ['pull secrets', pod, '{ imagePullSecrets: [{name: a}, {name: b}] }', '{ imagePullSecrets: [{name: b}, {name: a}] }'],
  ['host aliases', pod, '{ hostAliases: [{ip: "1"}, {ip: "2"}] }', '{ hostAliases: [{ip: "2"}, {ip: "1"}] }'],
  ['tolerations', pod, '{ tolerations: [{key: a}, {key: b}] }', '{ tolerations: [{key: b}, {key: a}] }'],
  [
    'spread constraints',
    pod,
    '{ topologySpreadConstraints: [{topologyKey: a, whenUnsatisfiable: S}, {topologyKey: b, whenUnsatisfiable: S}] }',
    '{ topologySpreadConstraints: [{topologyKey: b, whenUnsatisfiable: S}, {topologyKey: a, whenUnsatisfiable: S}] }',
  ],
  [
    'mounts',
    container,
    'volumeMounts: [{mountPath: /a}, {mountPath: /b}]',
    'volumeMounts: [{mountPath: /b}, {mountPath: /a}]',
  ],
  ['variables', container, 'env: [{name: A, value: x}, {name: B}]', 'env: [{name: B}, {name: A, value: x}]'],
  [
    'ports of a container',
    container,
    'ports: [{containerPort: 1}, {containerPort: 2}]',
    'ports: [{containerPort: 2}, {containerPort: 1}]',
  ],
  [
    'capabilities',
    container,
    'securityContext: {capabilities: {drop: [A, B]}}',
    'securityContext: {capabilities: {drop: [B, A]}}',
  ],
  [
    'ports of a Service',
    spec('v1', 'Service'),
    '{ ports: [{port: 1}, {port: 2}] }',
    '{ ports: [{port: 2}, {port: 1}] }',
  ],
  ['access modes', spec('v1', 'PersistentVolumeClaim'), '{ accessModes: [A, B] }', '{ accessModes: [B, A] }'],
  [
    'rules of a Role, and what is in them',
    plain(RBAC, 'Role'),
    'rules: [{verbs: [get, list], resources: [a]}, {verbs: [watch]}]',
    'rules: [{verbs: [watch]}, {resources: [a], verbs: [list, get]}]',
  ],
  [
    'subjects',
    plain(RBAC, 'RoleBinding'),
    'subjects: [{kind: User, name: a}, {kind: User, name: b}]',
    'subjects: [{kind: User, name: b}, {kind: User, name: a}]',
  ],
  [
    'rules of a NetworkPolicy, and what is in them',
    spec(NETWORKING, 'NetworkPolicy'),
    '{ policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}, {namespaceSelector: {}}], ports: [{port: 1}, {port: 2}]}, {}] }',
    '{ policyTypes: [Egress, Ingress], ingress: [{}, {ports: [{port: 2}, {port: 1}], from: [{namespaceSelector: {}}, {podSelector: {}}]}] }',
  ],
  [
    'hosts and paths of an Ingress',
    spec(NETWORKING, 'Ingress'),
    '{ rules: [{host: a, http: {paths: [{path: /a, pathType: Exact}, {path: /b, pathType: Exact}]}}, {host: b}], tls: [{hosts: [a, b]}] }',
    '{ rules: [{host: b}, {host: a, http: {paths: [{path: /b, pathType: Exact}, {path: /a, pathType: Exact}]}}], tls: [{hosts: [b, a]}] }',
  ],
  [
    'claim templates',
    spec('apps/v1', 'StatefulSet'),
    '{ volumeClaimTemplates: [{metadata: {name: a}}, {metadata: {name: b}}] }',
    '{ volumeClaimTemplates: [{metadata: {name: b}}, {metadata: {name: a}}] }',
  ],
  [
    'containers of what a CronJob makes',
    spec('batch/v1', 'CronJob'),
    '{ jobTemplate: {spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}} }',
    '{ jobTemplate: {spec: {template: {spec: {containers: [{name: b}, {name: a}]}}}} }',
  ],
  [
    'containers of a Prometheus',
    spec(MONITORING, 'Prometheus'),
    '{ containers: [{name: a}, {name: b}], enableFeatures: [a, b] }',
    '{ containers: [{name: b}, {name: a}], enableFeatures: [b, a] }',
  ],
  [
    'endpoints of a ServiceMonitor',
    spec(MONITORING, 'ServiceMonitor'),
    '{ endpoints: [{port: a}, {port: b}] }',
    '{ endpoints: [{port: b}, {port: a}] }',
  ],
  [
    'remote writes',
    spec(MONITORING, 'Prometheus'),
    '{ remoteWrite: [{url: a}, {url: b, name: n}] }',
    '{ remoteWrite: [{url: b, name: n}, {url: a}] }',
  ],
  [
    'groups of rules',
    spec(MONITORING, 'PrometheusRule'),
    '{ groups: [{name: a}, {name: b}] }',
    '{ groups: [{name: b}, {name: a}] }',
  ],
  ['names of a certificate', spec('cert-manager.io/v1', 'Certificate'), '{ dnsNames: [a, b] }', '{ dnsNames: [b, a] }'],
  [
    'listeners',
    spec('gateway.networking.k8s.io/v1', 'Gateway'),
    '{ listeners: [{name: a}, {name: b}] }',
    '{ listeners: [{name: b}, {name: a}] }',
  ],
  [
    'webhooks',
    plain('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'),
    'webhooks: [{name: a}, {name: b}]',
    'webhooks: [{name: b}, {name: a}]',
  ],
  [
    'versions of a CRD',
    spec('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
    '{ versions: [{name: v1}, {name: v2}] }',
    '{ versions: [{name: v2}, {name: v1}] }',
  ],
  [
    'metrics of an HPA',
    spec('autoscaling/v2', 'HorizontalPodAutoscaler'),
    '{ metrics: [{type: A}, {type: B}] }',
    '{ metrics: [{type: B}, {type: A}] }',
  ],
  [
    'items without keys of their own',
    container,
    'env: [{name: A}, {name: B}, {value: x}]',
    'env: [{name: A}, {name: B}, {value: x}]',
  ],
  [
    'two ports of one number, told apart by the protocol',
    container,
    'ports: [{containerPort: 1, protocol: UDP}, {containerPort: 1}]',
    'ports: [{containerPort: 1}, {containerPort: 1, protocol: UDP}]',
  ],
];

describe('The order of a list does not count for', () => {
  for (const [what, frame, before, after] of EQUAL) it(what, () => same(frame, before, after));
});

describe('The order of a list counts for', () => {
  it('init containers, which run one after the other', () =>
    differs(
      pod,
      '{ initContainers: [{name: a}, {name: b}] }',
      '{ initContainers: [{name: b}, {name: a}] }',
      'spec.initContainers',
    ));
  it('variables that refer to others', () =>
    differs(
      container,
      'env: [{name: A, value: x}, {name: B, value: "$(A)"}]',
      'env: [{name: B, value: "$(A)"}, {name: A, value: x}]',
      'spec.containers[c].env',
    ));
  it('relabelling, whose steps work on what those before them made', () =>
    differs(
      spec(MONITORING, 'ServiceMonitor'),
      '{ endpoints: [{port: a, relabelings: [{targetLabel: a}, {targetLabel: b}]}] }',
      '{ endpoints: [{port: a, relabelings: [{targetLabel: b}, {targetLabel: a}]}] }',
      'spec.endpoints[0].relabelings[0]',
      'spec.endpoints[0].relabelings[1]',
    ));
  it('rules of a route', () =>
    differs(
      spec('gateway.networking.k8s.io/v1', 'HTTPRoute'),
      '{ rules: [{timeouts: {request: 1s}}, {timeouts: {request: 2s}}] }',
      '{ rules: [{timeouts: {request: 2s}}, {timeouts: {request: 1s}}] }',
      'spec.rules[0]',
      'spec.rules[1]',
    ));
  it('what is not known', () =>
    differs(spec('example.com/v1', 'Widget'), '{ a: [1, 2] }', '{ a: [2, 1] }', 'spec.a[0]', 'spec.a[1]'));
});

describe('An item of a list', () => {
  const rules = (...names: string[]) =>
    `{ groups: [{name: g, rules: [${names.map((name) => `{alert: ${name}, expr: up == 0, for: 5m, labels: {severity: page}}`)}]}] }`;
  const rule = spec(MONITORING, 'PrometheusRule');

  it('that is put between others is one new item', () =>
    differs(rule, rules('A', 'B', 'C'), rules('A', 'Added', 'B', 'C'), 'spec.groups[g].rules[Added]'));
  it('that changes between new ones is one changed field', () =>
    differs(
      rule,
      rules('A', 'B', 'C'),
      rules('Added', 'A', 'B', 'C').replace('alert: B, expr: up == 0', 'alert: B, expr: up == 1'),
      'spec.groups[g].rules[Added]',
      'spec.groups[g].rules[B].expr',
    ));
  it('is named by its key', () =>
    differs(
      pod,
      '{ containers: [{name: a, image: "x:1"}] }',
      '{ containers: [{name: a, image: "x:2"}] }',
      'spec.containers[a].image',
    ));
  it('whose order does not count is still compared inside', () =>
    differs(
      plain(RBAC, 'ClusterRole'),
      'rules: [{verbs: [get], resources: [a, b, c]}, {verbs: [watch], resources: [d]}]',
      'rules: [{verbs: [watch], resources: [d]}, {verbs: [get, delete], resources: [a, b, c]}]',
      'rules[1].verbs[delete]',
    ));
  it('that is text is named by it', () =>
    differs(
      spec('v1', 'PersistentVolumeClaim'),
      '{ accessModes: [A] }',
      '{ accessModes: [B] }',
      'spec.accessModes[A]',
      'spec.accessModes[B]',
    ));
  it('that moves to another list is gone here and new there', () =>
    differs(
      pod,
      '{ containers: [{name: a}, {name: b}], initContainers: [] }',
      '{ containers: [{name: a}], initContainers: [{name: b}] }',
      'spec.containers[b]',
      'spec.initContainers[b]',
    ));
});

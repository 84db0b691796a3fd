import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { container, difference, type Frame, paths, plain, pod, same, spec } from './differences';

const deployment = spec('apps/v1', 'Deployment');
const service = spec('v1', 'Service');
const SERVER_METADATA =
  'uid: u, resourceVersion: "1", generation: 2, creationTimestamp: "2026-01-01T00:00:00Z", managedFields: [{manager: kubectl}], annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}';

/** Pairs that mean the same once the API server has filled in what is missing. */
const FILLED_IN: readonly (readonly [string, Frame, string, string])[] = [
  [
    'a container',
    container,
    'image: "x:1"',
    'image: "x:1", imagePullPolicy: IfNotPresent, resources: {}, terminationMessagePath: /dev/termination-log, terminationMessagePolicy: File',
  ],
  [
    'the pull policy of what has no tag',
    container,
    'image: "host:5000/x"',
    'image: "host:5000/x", imagePullPolicy: Always',
  ],
  ['the pull policy of `latest`', container, 'image: "x:latest"', 'image: "x:latest", imagePullPolicy: Always'],
  [
    'the pull policy of a digest',
    container,
    'image: "x@sha256:a"',
    'image: "x@sha256:a", imagePullPolicy: IfNotPresent',
  ],
  ['ports', container, 'ports: [{containerPort: 1}]', 'ports: [{containerPort: 1, protocol: TCP}]'],
  [
    'probes',
    container,
    'readinessProbe: {httpGet: {port: 1}}',
    'readinessProbe: {httpGet: {port: 1, path: /, scheme: HTTP}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}',
  ],
  [
    'a pod',
    pod,
    '{ serviceAccountName: a }',
    '{ serviceAccountName: a, serviceAccount: a, restartPolicy: Always, dnsPolicy: ClusterFirst, schedulerName: default-scheduler, securityContext: {}, terminationGracePeriodSeconds: 30, enableServiceLinks: true }',
  ],
  [
    'modes of volumes',
    pod,
    '{ volumes: [{name: a, configMap: {name: b}}] }',
    '{ volumes: [{name: a, configMap: {name: b, defaultMode: 420}}] }',
  ],
  [
    'a Deployment',
    deployment,
    '{}',
    '{ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}} }',
  ],
  [
    'a StatefulSet',
    spec('apps/v1', 'StatefulSet'),
    '{ volumeClaimTemplates: [{metadata: {name: a}, spec: {}}] }',
    '{ replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: OrderedReady, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}, persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}, volumeClaimTemplates: [{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a, creationTimestamp: null}, spec: {volumeMode: Filesystem}, status: {phase: Pending}}] }',
  ],
  [
    'a DaemonSet',
    spec('apps/v1', 'DaemonSet'),
    '{}',
    '{ updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}, revisionHistoryLimit: 10 }',
  ],
  [
    'a Job',
    spec('batch/v1', 'Job'),
    '{}',
    '{ parallelism: 1, completions: 1, backoffLimit: 6, completionMode: NonIndexed, suspend: false, manualSelector: false, podReplacementPolicy: TerminatingOrFailed, selector: {matchLabels: {a: b}} }',
  ],
  [
    'a CronJob',
    spec('batch/v1', 'CronJob'),
    '{}',
    '{ concurrencyPolicy: Allow, suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }',
  ],
  [
    'a Service',
    service,
    '{ ports: [{port: 80}] }',
    '{ type: ClusterIP, sessionAffinity: None, internalTrafficPolicy: Cluster, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80, targetPort: 80, protocol: TCP}] }',
  ],
  ['a headless Service', service, '{ clusterIP: None }', '{ clusterIP: None, clusterIPs: [None], type: ClusterIP }'],
  [
    'a Service that is a load balancer',
    service,
    '{ type: LoadBalancer, ports: [{port: 1}] }',
    '{ type: LoadBalancer, allocateLoadBalancerNodePorts: true, externalTrafficPolicy: Cluster, ports: [{port: 1, nodePort: 30001}] }',
  ],
  [
    'a claim',
    spec('v1', 'PersistentVolumeClaim'),
    '{}',
    '{ volumeMode: Filesystem, volumeName: pvc-1, storageClassName: default }',
  ],
  [
    'a NetworkPolicy',
    spec('networking.k8s.io/v1', 'NetworkPolicy'),
    '{ ingress: [{ports: [{port: 1}]}] }',
    '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 1, protocol: TCP}]}] }',
  ],
  [
    'a binding',
    plain('rbac.authorization.k8s.io/v1', 'RoleBinding'),
    'subjects: [{kind: User, name: a}]',
    'subjects: [{kind: User, name: a, apiGroup: rbac.authorization.k8s.io}]',
  ],
  ['a Secret', plain('v1', 'Secret'), 'data: {}', 'type: Opaque'],
  [
    'a Prometheus',
    spec('monitoring.coreos.com/v1', 'Prometheus'),
    '{}',
    '{ portName: web, scrapeInterval: 30s, evaluationInterval: 30s }',
  ],
  ['empty lists', pod, '{ volumes: [], containers: [] }', '{}'],
  ['status', plain('apps/v1', 'Deployment'), 'status: {replicas: 1, conditions: [{type: A}]}', ''],
];

describe('With --ignore-defaults it is no change that the API server fills in', () => {
  for (const [what, frame, before, after] of FILLED_IN) {
    it(what, () => {
      same(frame, before, after, true);
      assert.notDeepEqual(paths(frame(before), frame(after)), [], 'it is one without');
    });
  }
  it('what it alone writes', () => {
    const object = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a${metadata} }\n`;
    assert.deepEqual(paths(object(''), object(`, ${SERVER_METADATA}`), true), []);
    assert.equal(paths(object(''), object(`, ${SERVER_METADATA}`)).length, 6);
  });
  it('the name of a namespace as its label', () => {
    const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: a${labels} }\n`;
    assert.deepEqual(paths(namespace(''), namespace(', labels: {kubernetes.io/metadata.name: a}'), true), []);
  });
});

describe('With --ignore-defaults it is a change still', () => {
  it('to give what the server would not fill in', () => {
    const change = (frame: Frame, before: string, after: string) => paths(frame(before), frame(after), true);
    assert.deepEqual(change(pod, '{}', '{ terminationGracePeriodSeconds: 60 }'), [
      'spec.terminationGracePeriodSeconds',
    ]);
    assert.deepEqual(change(container, 'image: "x:1"', 'image: "x:1", imagePullPolicy: Always'), [
      'spec.containers[c].imagePullPolicy',
    ]);
    assert.deepEqual(change(service, '{}', '{ clusterIP: None }'), ['spec.clusterIP']);
    assert.deepEqual(change(service, '{ clusterIP: 10.0.0.1 }', '{ clusterIP: 10.0.0.2 }'), ['spec.clusterIP']);
    assert.deepEqual(change(deployment, '{}', '{ strategy: {type: Recreate} }'), ['spec.strategy.type']);
    assert.deepEqual(change(spec('networking.k8s.io/v1', 'NetworkPolicy'), '{}', '{ policyTypes: [Egress] }'), [
      'spec.policyTypes[Ingress]',
      'spec.policyTypes[Egress]',
    ]);
  });
  it('to have an image of another tag', () =>
    assert.deepEqual(paths(container('image: "x:1"'), container('image: "x:latest"'), true), [
      'spec.containers[c].image',
    ]));
  it('and its patch adds what is missing as a whole', () =>
    assert.deepEqual(
      difference(deployment('{}'), deployment('{ strategy: {rollingUpdate: {maxSurge: 1}} }'), true).patch,
      [{ op: 'add', path: '/spec/strategy', value: { rollingUpdate: { maxSurge: 1 } } }],
    ));
});

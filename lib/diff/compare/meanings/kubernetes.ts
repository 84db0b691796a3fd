import { asList, asText, at } from '../../../manifests/value';
import { ANY, CHOSEN, EMPTY, keyed, type Meaning, map, or, QUANTITIES, QUANTITY, SERVER_ONLY, setOf } from '../meaning';
import { TEXT_FILE } from './files';
import { LABEL_SELECTOR, POD, POD_TEMPLATE, portKey, RESOURCES } from './pod';

// Keys and defaults of the groups that every cluster has, by pkg/apis/*/v1/defaults.go of k8s.io/kubernetes.

const CLAIM_SPEC = map({
  accessModes: setOf(),
  resources: RESOURCES,
  selector: LABEL_SELECTOR,
  volumeMode: or('Filesystem'),
  volumeName: CHOSEN,
  storageClassName: CHOSEN,
});
const CLAIM_TEMPLATE = map({
  apiVersion: or('v1'),
  kind: or('PersistentVolumeClaim'),
  metadata: map({ labels: or(EMPTY), annotations: or(EMPTY), creationTimestamp: SERVER_ONLY }),
  spec: CLAIM_SPEC,
  status: SERVER_ONLY,
});

/** What a rolling update has, which is the default of its strategy. */
function rollingUpdate(fields: Readonly<Record<string, unknown>>): Meaning {
  const filled = map(Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, or(value)])));
  return or(
    EMPTY,
    map({
      type: or('RollingUpdate'),
      rollingUpdate: {
        ...filled,
        default: ({ type = 'RollingUpdate' }) => (type === 'RollingUpdate' ? EMPTY : undefined),
      },
    }),
  );
}

const JOB_SPEC = map({
  template: POD_TEMPLATE,
  selector: { ...LABEL_SELECTOR, ...CHOSEN },
  parallelism: or(1),
  completions: { default: ({ parallelism }) => (parallelism === undefined ? 1 : undefined) },
  backoffLimit: { default: ({ backoffLimitPerIndex }) => (backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1) },
  completionMode: or('NonIndexed'),
  suspend: or(false),
  manualSelector: or(false),
  podReplacementPolicy: {
    default: ({ podFailurePolicy }) => (podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
  },
});

const WORKLOADS: Readonly<Record<string, Meaning>> = {
  '/Pod': POD,
  '/PodTemplate': ANY,
  'apps/Deployment': map({
    template: POD_TEMPLATE,
    selector: LABEL_SELECTOR,
    replicas: or(1),
    revisionHistoryLimit: or(10),
    progressDeadlineSeconds: or(600),
    strategy: rollingUpdate({ maxSurge: '25%', maxUnavailable: '25%' }),
  }),
  'apps/ReplicaSet': map({ template: POD_TEMPLATE, selector: LABEL_SELECTOR, replicas: or(1) }),
  'apps/DaemonSet': map({
    template: POD_TEMPLATE,
    selector: LABEL_SELECTOR,
    revisionHistoryLimit: or(10),
    updateStrategy: rollingUpdate({ maxSurge: 0, maxUnavailable: 1 }),
  }),
  'apps/StatefulSet': map({
    template: POD_TEMPLATE,
    selector: LABEL_SELECTOR,
    volumeClaimTemplates: {
      list: { by: 'key', keyOf: (item) => asText(at(item, 'metadata', 'name')) },
      items: CLAIM_TEMPLATE,
    },
    replicas: or(1),
    revisionHistoryLimit: or(10),
    podManagementPolicy: or('OrderedReady'),
    serviceName: or(''),
    updateStrategy: rollingUpdate({ partition: 0, maxUnavailable: 1 }),
    persistentVolumeClaimRetentionPolicy: or(EMPTY, map({ whenDeleted: or('Retain'), whenScaled: or('Retain') })),
  }),
  'batch/Job': JOB_SPEC,
  'batch/CronJob': map({
    jobTemplate: map({ metadata: map({ creationTimestamp: SERVER_ONLY }), spec: JOB_SPEC }),
    concurrencyPolicy: or('Allow'),
    suspend: or(false),
    successfulJobsHistoryLimit: or(3),
    failedJobsHistoryLimit: or(1),
  }),
};

const SERVICE = map({
  ports: {
    list: { by: 'key', keyOf: portKey('port') },
    items: map({ protocol: or('TCP'), targetPort: { default: ({ port }) => port }, nodePort: CHOSEN }),
  },
  type: or('ClusterIP'),
  sessionAffinity: or('None'),
  // `None` is asked for, an address is given.
  clusterIP: { default: (_, given) => (given === 'None' ? undefined : given) },
  clusterIPs: { default: (_, given) => (asList(given)[0] === 'None' ? ['None'] : given) },
  ipFamilies: CHOSEN,
  ipFamilyPolicy: or('SingleStack'),
  internalTrafficPolicy: { default: ({ type }) => (type === 'ExternalName' ? undefined : 'Cluster') },
  externalTrafficPolicy: {
    default: ({ type }) => (type === 'LoadBalancer' || type === 'NodePort' ? 'Cluster' : undefined),
  },
  allocateLoadBalancerNodePorts: { default: ({ type }) => (type === 'LoadBalancer' ? true : undefined) },
  healthCheckNodePort: CHOSEN,
  externalIPs: setOf(),
  loadBalancerSourceRanges: setOf(),
});

const NETWORK_PEERS = setOf(
  map({ podSelector: LABEL_SELECTOR, namespaceSelector: LABEL_SELECTOR, ipBlock: map({ except: setOf() }) }),
);
const NETWORK_RULES = setOf(
  map({ from: NETWORK_PEERS, to: NETWORK_PEERS, ports: setOf(map({ protocol: or('TCP') })) }),
);

const METRIC_TARGET = map({ averageValue: QUANTITY, value: QUANTITY });
const SCALING_RULES = map({ policies: setOf() });
const AUTOSCALER = map({
  minReplicas: or(1),
  metrics: setOf(
    map({
      resource: map({ target: METRIC_TARGET }),
      containerResource: map({ target: METRIC_TARGET }),
      pods: map({ target: METRIC_TARGET, metric: map({ selector: LABEL_SELECTOR }) }),
      object: map({ target: METRIC_TARGET, metric: map({ selector: LABEL_SELECTOR }) }),
      external: map({ target: METRIC_TARGET, metric: map({ selector: LABEL_SELECTOR }) }),
    }),
  ),
  behavior: map({ scaleUp: SCALING_RULES, scaleDown: SCALING_RULES }),
});

const OTHERS: Readonly<Record<string, Meaning>> = {
  '/Service': SERVICE,
  '/PersistentVolumeClaim': CLAIM_SPEC,
  '/PersistentVolume': map({
    accessModes: setOf(),
    capacity: QUANTITIES,
    mountOptions: setOf(),
    volumeMode: or('Filesystem'),
    persistentVolumeReclaimPolicy: or('Retain'),
    claimRef: CHOSEN,
  }),
  '/Namespace': map({ finalizers: { ...setOf(), ...CHOSEN } }),
  '/ResourceQuota': map({ hard: QUANTITIES, scopes: setOf() }),
  '/LimitRange': map({
    limits: setOf(
      map({
        default: QUANTITIES,
        defaultRequest: QUANTITIES,
        max: QUANTITIES,
        min: QUANTITIES,
        maxLimitRequestRatio: QUANTITIES,
      }),
    ),
  }),
  'networking.k8s.io/NetworkPolicy': map({
    podSelector: or(EMPTY, LABEL_SELECTOR),
    ingress: NETWORK_RULES,
    egress: NETWORK_RULES,
    policyTypes: {
      ...setOf(),
      default: ({ egress }) => (asList(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    },
  }),
  'networking.k8s.io/Ingress': map({
    // Two rules of one host are the same as one with the paths of both: those are told apart by all that they hold.
    rules: keyed('host', map({ http: map({ paths: keyed(['path', 'pathType']) }) })),
    tls: {
      list: {
        by: 'key',
        keyOf: (item) => [...asList(at(item, 'hosts'))].sort().join() || asText(at(item, 'secretName')),
      },
      items: map({ hosts: setOf() }),
    },
  }),
  'policy/PodDisruptionBudget': map({ selector: LABEL_SELECTOR }),
  'autoscaling/HorizontalPodAutoscaler': AUTOSCALER,
};

const WEBHOOKS = keyed(
  'name',
  map({
    rules: setOf(
      map({ operations: setOf(), apiGroups: setOf(), apiVersions: setOf(), resources: setOf(), scope: or('*') }),
    ),
    clientConfig: map({ service: map({ port: or(443) }), caBundle: CHOSEN }),
    failurePolicy: or('Fail'),
    matchPolicy: or('Equivalent'),
    namespaceSelector: or(EMPTY, LABEL_SELECTOR),
    objectSelector: or(EMPTY, LABEL_SELECTOR),
    timeoutSeconds: or(10),
    reinvocationPolicy: or('Never'),
    matchConditions: keyed('name'),
  }),
);

const ROLE = map({
  rules: setOf(
    map({ verbs: setOf(), apiGroups: setOf(), resources: setOf(), resourceNames: setOf(), nonResourceURLs: setOf() }),
  ),
  aggregationRule: map({ clusterRoleSelectors: setOf(LABEL_SELECTOR) }),
});
const RBAC_GROUP = 'rbac.authorization.k8s.io';
const BINDING = map({
  roleRef: map({ apiGroup: or(RBAC_GROUP) }),
  subjects: setOf(map({ apiGroup: { default: ({ kind }) => (kind === 'ServiceAccount' ? '' : RBAC_GROUP) } })),
});

/** Kinds without a `spec`. */
const PLAIN: Readonly<Record<string, Meaning>> = {
  '/ConfigMap': map({ data: or(EMPTY, { others: TEXT_FILE }) }),
  '/Secret': map({ type: or('Opaque') }),
  '/ServiceAccount': map({ secrets: { ...keyed('name'), ...CHOSEN }, imagePullSecrets: keyed('name') }),
  '/PodTemplate': map({ template: POD_TEMPLATE }),
  'rbac.authorization.k8s.io/Role': ROLE,
  'rbac.authorization.k8s.io/ClusterRole': ROLE,
  'rbac.authorization.k8s.io/RoleBinding': BINDING,
  'rbac.authorization.k8s.io/ClusterRoleBinding': BINDING,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': map({ webhooks: WEBHOOKS }),
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': map({ webhooks: WEBHOOKS }),
  'storage.k8s.io/StorageClass': map({
    reclaimPolicy: or('Delete'),
    volumeBindingMode: or('Immediate'),
    mountOptions: setOf(),
  }),
};

/** What the fields of the kinds of Kubernetes itself mean, `apiVersion`, `kind` and `metadata` aside. */
export const KUBERNETES: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(
    [...Object.entries(WORKLOADS), ...Object.entries(OTHERS)].map(([kind, spec]) => [kind, map({ spec })]),
  ),
  ...PLAIN,
};

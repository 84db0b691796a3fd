import { states } from '../cases/case';
import {
  CLAIM,
  CLAIMING_STATEFUL_SET,
  CLUSTER_ROLE_BINDING,
  CONFIG_MAP,
  CSI_DRIVER,
  DAEMON_SET,
  DEPLOYMENT,
  INGRESS_CLASS,
  JOB,
  POD,
  PRIORITY_CLASS,
  REPLICA_SET,
  RESOURCE_DEFINITION,
  ROLE_BINDING,
  SECRET,
  SERVICE,
  STATEFUL_SET,
  STORAGE_CLASS,
  VOLUME,
} from './manifests';
import { refused, type ServerPair } from './pair';

const UPDATES = 'updates to statefulset spec for fields other than';
const IMMUTABLE = 'field is immutable';

/** At least one pair for each code of level `replace`. */
export const REFUSED_PAIRS: readonly ServerPair[] = [
  refused(
    'DIFF-130',
    'the selector of a StatefulSet',
    UPDATES,
    states(
      STATEFUL_SET,
      ['matchLabels: { app: store }', 'matchLabels: { app: bucket }'],
      ['labels: { app: store }', 'labels: { app: bucket }'],
    ),
  ),
  refused(
    'DIFF-131',
    'the serviceName of a StatefulSet',
    UPDATES,
    states(STATEFUL_SET, ['serviceName: store', 'serviceName: bucket']),
  ),
  refused('DIFF-132', 'larger claims', UPDATES, states(CLAIMING_STATEFUL_SET, ['1Gi', '2Gi'])),
  refused('DIFF-132', 'smaller claims', UPDATES, states(CLAIMING_STATEFUL_SET, ['1Gi', '512Mi'])),
  refused(
    'DIFF-132',
    'claims of a class',
    UPDATES,
    states(CLAIMING_STATEFUL_SET, ['accessModes: [', 'storageClassName: diff-none\n        accessModes: [']),
  ),
  refused(
    'DIFF-132',
    'claims with a label',
    UPDATES,
    states(CLAIMING_STATEFUL_SET, ['metadata: { name: data }', 'metadata: { name: data, labels: { a: b } }']),
  ),
  refused('DIFF-132', 'claims where there were none', UPDATES, {
    before: CLAIMING_STATEFUL_SET.replace(/ {2}volumeClaimTemplates:[\s\S]*/, ''),
    after: CLAIMING_STATEFUL_SET,
  }),
  refused(
    'DIFF-133',
    'the podManagementPolicy of a StatefulSet',
    UPDATES,
    states(STATEFUL_SET, ['OrderedReady', 'Parallel']),
  ),
  ...(
    [
      ['a Deployment', DEPLOYMENT, 'query'],
      ['a DaemonSet', DAEMON_SET, 'agent'],
      ['a ReplicaSet', REPLICA_SET, 'plain'],
    ] as const
  ).map(([title, manifest, name]) =>
    refused(
      'DIFF-134',
      `the selector of ${title}`,
      IMMUTABLE,
      states(
        manifest,
        [`matchLabels: { app: ${name} }`, 'matchLabels: { app: other }'],
        [`labels: { app: ${name} }`, 'labels: { app: other }'],
      ),
    ),
  ),
  refused(
    'DIFF-135',
    'a template that its selector misses',
    '`selector` does not match template `labels`',
    states(DEPLOYMENT, ['labels: { app: query }\n      annotations', 'labels: { app: other }\n      annotations']),
  ),
  refused('DIFF-136', 'the template of a Job', IMMUTABLE, states(JOB, ['version: one', 'version: two'])),
  refused('DIFF-136', 'the completions of a Job', IMMUTABLE, states(JOB, ['completions: 1', 'completions: 2'])),
  refused(
    'DIFF-136',
    'the completionMode of a Job',
    IMMUTABLE,
    states(JOB, ['completions: 1', 'completions: 1\n  completionMode: Indexed']),
  ),
  refused(
    'DIFF-137',
    'a variable of a Pod',
    'pod updates may not change fields other than',
    states(POD, ['left', 'right']),
  ),
  refused(
    'DIFF-138',
    'the value of a PriorityClass',
    'may not be changed in an update',
    states(PRIORITY_CLASS, ['1000', '2000']),
  ),
  refused(
    'DIFF-211',
    'a smaller claim',
    'field can not be less than',
    states(STORAGE_CLASS + VOLUME + CLAIM, ['storage: 2Gi } }', 'storage: 1Gi } }']),
  ),
  refused(
    'DIFF-212',
    'a claim of another class',
    'spec is immutable after creation',
    states(CLAIM, ['storageClassName: diff-none', 'storageClassName: diff-other']),
  ),
  refused(
    'DIFF-212',
    'a claim with another access',
    'spec is immutable after creation',
    states(CLAIM, ['ReadWriteOnce', 'ReadWriteMany']),
  ),
  refused(
    'DIFF-214',
    'a volume for a claim that is bound to another',
    {
      'server-side': 'conflict with "kube-controller-manager"',
      'client-side': 'spec is immutable after creation',
    },
    states(STORAGE_CLASS + VOLUME + CLAIM, [
      'storageClassName: diff-none\n  resources',
      'storageClassName: diff-none\n  volumeName: other\n  resources',
    ]),
  ),
  refused(
    'DIFF-215',
    'a larger claim of a class that does not allow it',
    'only dynamically provisioned pvc can be resized',
    states(STORAGE_CLASS + VOLUME + CLAIM, ['storage: 2Gi } }', 'storage: 3Gi } }']),
  ),
  refused(
    'DIFF-216',
    'the parameters of a StorageClass',
    'updates to parameters are forbidden',
    states(STORAGE_CLASS, ['kind: one', 'kind: two']),
  ),
  refused(
    'DIFF-216',
    'the provisioner of a StorageClass',
    'updates to provisioner are forbidden',
    states(STORAGE_CLASS, ['diff.example.com/none', 'diff.example.com/other']),
  ),
  refused(
    'DIFF-216',
    'the reclaimPolicy of a StorageClass',
    'updates to reclaimPolicy are forbidden',
    states(STORAGE_CLASS, ['reclaimPolicy: Delete', 'reclaimPolicy: Retain']),
  ),
  refused(
    'DIFF-216',
    'the volumeBindingMode of a StorageClass',
    IMMUTABLE,
    states(STORAGE_CLASS, ['Immediate', 'WaitForFirstConsumer']),
  ),
  refused(
    'DIFF-217',
    'the source of a volume',
    'spec.persistentvolumesource is immutable after creation',
    states(VOLUME, ['volumeHandle: one', 'volumeHandle: two']),
  ),
  refused(
    'DIFF-218',
    'the scope of a CRD',
    IMMUTABLE,
    states(RESOURCE_DEFINITION, ['scope: Namespaced', 'scope: Cluster']),
  ),
  refused('DIFF-218', 'the kind of a CRD', IMMUTABLE, states(RESOURCE_DEFINITION, ['kind: Widget,', 'kind: Gadget,'])),
  refused(
    'DIFF-219',
    'the version of a CRD that objects are stored in',
    'was previously a storage version',
    states(
      RESOURCE_DEFINITION,
      ['    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }\n', ''],
      ['served: true, storage: false', 'served: true, storage: true'],
    ),
  ),
  refused(
    'DIFF-223',
    'the attachment of a CSIDriver',
    IMMUTABLE,
    states(CSI_DRIVER, ['attachRequired: true', 'attachRequired: false']),
  ),
  refused(
    'DIFF-301',
    'a headless Service from now on',
    'may not change once set',
    states(SERVICE, ['type: ClusterIP', 'clusterIP: None']),
  ),
  refused('DIFF-301', 'another address', 'may not change once set', {
    before: SERVICE,
    after: SERVICE.replace('type: ClusterIP', 'clusterIP: 192.0.2.1'),
  }),
  refused('DIFF-301', 'a headless Service with a port of each node', "may not be set to 'None' for NodePort services", {
    before: SERVICE.replace('type: ClusterIP', 'clusterIP: None'),
    after: SERVICE.replace('type: ClusterIP', 'type: NodePort'),
  }),
  refused('DIFF-303', 'the class of a load balancer', 'may not change once set', {
    before: SERVICE.replace('type: ClusterIP', 'type: LoadBalancer\n  loadBalancerClass: example.com/one'),
    after: SERVICE.replace('type: ClusterIP', 'type: LoadBalancer\n  loadBalancerClass: example.com/two'),
  }),
  refused(
    'DIFF-317',
    'the controller of an IngressClass',
    IMMUTABLE,
    states(INGRESS_CLASS, ['example.com/nginx', 'example.com/other']),
  ),
  refused(
    'DIFF-333',
    'the role of a ClusterRoleBinding',
    'cannot change roleRef',
    states(CLUSTER_ROLE_BINDING, ['name: view', 'name: edit']),
  ),
  refused(
    'DIFF-333',
    'the role of a RoleBinding',
    'cannot change roleRef',
    states(ROLE_BINDING, ['name: view', 'name: edit']),
  ),
  refused(
    'DIFF-340',
    'an immutable ConfigMap',
    'field is immutable when `immutable` is set',
    states(`${CONFIG_MAP}immutable: true\n`, ['mode: left', 'mode: right']),
  ),
  refused(
    'DIFF-340',
    'a Secret that is to be immutable no more',
    'field is immutable when `immutable` is set',
    states(`${SECRET}immutable: true\n`, ['immutable: true', 'immutable: false']),
  ),
  refused('DIFF-341', 'the type of a Secret', IMMUTABLE, states(SECRET, ['type: Opaque', 'type: example.com/other'])),
];

/** The image that each node has. */
const PAUSE = 'registry.k8s.io/pause:3.10';

export const STATEFUL_SET = `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: diff, labels: { team: metrics } }
spec:
  replicas: 2
  serviceName: store
  podManagementPolicy: OrderedReady
  selector: { matchLabels: { app: store } }
  updateStrategy: { type: RollingUpdate }
  template:
    metadata:
      labels: { app: store }
      annotations: { version: one }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: store
          image: ${PAUSE}
          env: [{ name: MODE, valueFrom: { configMapKeyRef: { name: settings, key: mode, optional: true } } }]
          volumeMounts: [{ name: settings, mountPath: /etc/settings }]
      volumes: [{ name: settings, configMap: { name: settings, optional: true } }]
`;

/** Its claims wait for a volume where the cluster provisions none, which refusals do not wait for. */
export const CLAIMING_STATEFUL_SET = `${STATEFUL_SET.replace('name: store,', 'name: claiming,')}  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`;

export const DEPLOYMENT = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: query, namespace: diff }
spec:
  replicas: 2
  selector: { matchLabels: { app: query } }
  strategy: { type: RollingUpdate }
  template:
    metadata:
      labels: { app: query }
      annotations: { version: one }
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{ name: query, image: "${PAUSE}" }]
`;

export const DAEMON_SET = DEPLOYMENT.replace('kind: Deployment', 'kind: DaemonSet')
  .replace('name: query, namespace', 'name: agent, namespace')
  .replace('  replicas: 2\n', '')
  .replace('  strategy: { type: RollingUpdate }\n', '')
  .replaceAll('app: query', 'app: agent');

export const REPLICA_SET = DEPLOYMENT.replace('kind: Deployment', 'kind: ReplicaSet')
  .replace('name: query, namespace', 'name: plain, namespace')
  .replace('  strategy: { type: RollingUpdate }\n', '')
  .replaceAll('app: query', 'app: plain');

export const JOB = `
---
apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: diff }
spec:
  completions: 1
  parallelism: 1
  template:
    metadata: { annotations: { version: one } }
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 1
      containers: [{ name: migrate, image: "${PAUSE}" }]
`;

export const CRON_JOB = `
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: diff }
spec:
  schedule: "0 1 1 1 *"
  jobTemplate:
    spec:
      template:
        metadata: { annotations: { version: one } }
        spec: { restartPolicy: Never, containers: [{ name: report, image: "${PAUSE}" }] }
`;

export const POD = `
---
apiVersion: v1
kind: Pod
metadata: { name: debug, namespace: diff }
spec:
  terminationGracePeriodSeconds: 1
  containers: [{ name: debug, image: "${PAUSE}", env: [{ name: MODE, value: left }] }]
`;

export const PRIORITY_CLASS = `
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: diff-metrics }
value: 1000
`;

export const CLAIM = `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: compact, namespace: diff }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: diff-none
  resources: { requests: { storage: 2Gi } }
`;

export const STORAGE_CLASS = `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: diff-none }
provisioner: diff.example.com/none
parameters: { kind: one }
reclaimPolicy: Delete
volumeBindingMode: Immediate
allowVolumeExpansion: false
`;

/** A volume that is nowhere, and the claim that it is for: they are bound without anything being mounted. */
export const VOLUME = `
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: diff-archive }
spec:
  capacity: { storage: 2Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: diff-none
  claimRef: { namespace: diff, name: compact }
  csi: { driver: diff.example.com, volumeHandle: one }
`;

export const CSI_DRIVER = `
---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: diff.example.com }
spec: { attachRequired: true, podInfoOnMount: false }
`;

export const RESOURCE_DEFINITION = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.diff.example.com }
spec:
  group: diff.example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    - { name: v2, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }
`;

export const SERVICE = `
---
apiVersion: v1
kind: Service
metadata: { name: query, namespace: diff }
spec:
  type: ClusterIP
  selector: { app: query }
  ports: [{ name: http, port: 80, targetPort: 10902 }]
`;

export const INGRESS_CLASS = `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: diff-nginx }
spec: { controller: example.com/nginx }
`;

export const INGRESS = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: query, namespace: diff }
spec:
  ingressClassName: diff-nginx
  rules:
    - host: query.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: query, port: { number: 80 } } } }
`;

export const NETWORK_POLICY = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: query, namespace: diff }
spec:
  podSelector: { matchLabels: { app: query } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: grafana } } }], ports: [{ port: 10902 }] }]
`;

export const CLUSTER_ROLE_BINDING = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: diff-metrics }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: query, namespace: diff }]
`;

export const ROLE_BINDING = CLUSTER_ROLE_BINDING.replace('kind: ClusterRoleBinding', 'kind: RoleBinding').replace(
  'name: diff-metrics',
  'name: metrics, namespace: diff',
);

export const CONFIG_MAP = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: diff }
data: { mode: left }
`;

export const SECRET = `
---
apiVersion: v1
kind: Secret
metadata: { name: password, namespace: diff }
type: Opaque
stringData: { password: left }
`;

export const DISRUPTION_BUDGET = `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: query, namespace: diff }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: query } }
`;

/** Objects that cases change. */

export const STATEFUL_SET = `
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: thanos, labels: { team: metrics } }
spec:
  replicas: 3
  serviceName: store
  podManagementPolicy: OrderedReady
  selector: { matchLabels: { app: store } }
  updateStrategy: { type: RollingUpdate }
  persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain, whenScaled: Retain }
  template:
    metadata:
      labels: { app: store, azure.workload.identity/use: "true" }
      annotations: { checksum/config: one }
    spec:
      serviceAccountName: store
      securityContext: { runAsNonRoot: true, runAsUser: 1001 }
      containers:
        - name: store
          image: registry.k8s.io/store:v1.4.2
          resources: { requests: { cpu: 500m, memory: 2Gi }, limits: { memory: 4Gi } }
          readinessProbe: { httpGet: { path: /-/ready, port: http } }
          securityContext: { allowPrivilegeEscalation: false }
          ports: [{ name: http, containerPort: 10902 }]
          volumeMounts:
            - { name: data, mountPath: /var/store }
            - { name: config, mountPath: /etc/store }
      volumes:
        - name: config
          configMap: { name: store-config }
        - name: scratch
          emptyDir: {}
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: managed-csi
        resources: { requests: { storage: 10Gi } }
`;

export const DEPLOYMENT = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: query, namespace: thanos }
spec:
  replicas: 3
  selector: { matchLabels: { app: query } }
  strategy: { type: RollingUpdate }
  template:
    metadata: { labels: { app: query } }
    spec:
      containers:
        - name: query
          image: registry.k8s.io/query:v1.4.2
          env:
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: query-password, key: password } }
          volumeMounts:
            - { name: rules, mountPath: /etc/query/rules.yaml, subPath: rules.yaml }
      volumes:
        - name: rules
          configMap: { name: query-rules }
`;

export const SERVICE = `
---
apiVersion: v1
kind: Service
metadata: { name: query, namespace: thanos, labels: { scrape: "true" } }
spec:
  type: ClusterIP
  selector: { app: query }
  ports: [{ name: http, port: 80, targetPort: 10902 }, { name: grpc, port: 10901, targetPort: 10901 }]
`;

export const LOAD_BALANCER = `
---
apiVersion: v1
kind: Service
metadata:
  name: gateway
  namespace: thanos
  annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true" }
spec:
  type: LoadBalancer
  selector: { app: query }
  ports: [{ port: 443 }]
  loadBalancerSourceRanges: [10.0.0.0/8]
`;

export const PUBLIC_LOAD_BALANCER = LOAD_BALANCER.replace(/\n {2}annotations: .*/, '');

export const INGRESS = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: query
  namespace: thanos
  annotations:
    nginx.ingress.kubernetes.io/auth-type: basic
    nginx.ingress.kubernetes.io/auth-secret: basic-auth
    nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8
    nginx.ingress.kubernetes.io/ssl-redirect: "true"
spec:
  ingressClassName: nginx
  tls: [{ hosts: [query.example.com], secretName: query-tls }]
  rules:
    - host: query.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: query, port: { number: 80 } } } }
`;

export const GATEWAY = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: thanos }
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      hostname: query.example.com
      port: 443
      protocol: HTTPS
      tls: { certificateRefs: [{ name: query-tls }] }
`;

export const HTTP_ROUTE = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: query, namespace: thanos }
spec:
  parentRefs: [{ name: public }]
  hostnames: [query.example.com]
  rules: [{ backendRefs: [{ name: query, port: 80 }] }]
`;

export const SECURITY_POLICY = `
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: { name: query, namespace: thanos }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: query }]
  basicAuth: { users: { name: basic-auth } }
`;

export const NETWORK_POLICY = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: query, namespace: thanos }
spec:
  podSelector: { matchLabels: { app: query } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: { matchLabels: { app: grafana } }
        - namespaceSelector: { matchLabels: { team: metrics } }
      ports: [{ port: 10902 }]
`;

export const NAMESPACE = `
---
apiVersion: v1
kind: Namespace
metadata:
  name: thanos
  labels: { team: metrics, pod-security.kubernetes.io/enforce: restricted }
  annotations: { argocd.argoproj.io/sync-options: Prune=false }
`;

export const CLAIM = `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: compact, namespace: thanos }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: managed-csi
  resources: { requests: { storage: 10Gi } }
`;

export const STORAGE_CLASS = `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: managed-csi }
provisioner: disk.csi.azure.com
parameters: { skuName: StandardSSD_LRS }
reclaimPolicy: Delete
allowVolumeExpansion: true
`;

export const VOLUME = `
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: archive }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  csi: { driver: disk.csi.azure.com, volumeHandle: one }
`;

export const RESOURCE_DEFINITION = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    - { name: v2, served: true, storage: false, schema: { openAPIV3Schema: { type: object } } }
`;

export const CONFIG_MAP = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: store-config, namespace: thanos }
data:
  mode: left
`;

export const SECRET = `
---
apiVersion: v1
kind: Secret
metadata: { name: query-password, namespace: thanos }
type: Opaque
stringData: { password: left }
`;

export const SERVICE_ACCOUNT = `
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: store
  namespace: thanos
  annotations: { azure.workload.identity/client-id: 11111111-2222-3333-4444-555555555555 }
`;

export const ROLE = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: metrics }
rules:
  - { apiGroups: [""], resources: [pods, services], verbs: [get, list, watch] }
`;

export const BINDING = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: metrics }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: metrics }
subjects:
  - { kind: ServiceAccount, name: prometheus, namespace: monitoring }
`;

export const DISRUPTION_BUDGET = `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: query, namespace: thanos }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: query } }
`;

export const AUTOSCALER = `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: query, namespace: thanos }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: query }
  minReplicas: 3
  maxReplicas: 6
`;

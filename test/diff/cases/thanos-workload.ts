/** How a workload differs from a StatefulSet of one pod with a claim. */
export interface WorkloadOptions {
  readonly kind?: 'StatefulSet' | 'Deployment';
  readonly replicas?: number;
  /** Lines of the pod's `spec`. */
  readonly pod?: readonly string[];
  /** Lines of further items of the pod's `volumes`. */
  readonly volumes?: readonly string[];
  /** Lines of further items of the container's `volumeMounts`. */
  readonly mounts?: readonly string[];
}

/** A StatefulSet, or a Deployment, that runs Thanos, in namespace `thanos`, and the Service in front of it. */
export function thanos(
  subcommand: string,
  name: string,
  args: readonly string[],
  options: WorkloadOptions = {},
): string {
  const { kind = 'StatefulSet', replicas = 1, pod = [], volumes = [], mounts = [] } = options;
  const claims =
    kind === 'StatefulSet'
      ? `
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce] }`
      : '';
  const strategy = kind === 'Deployment' ? '\n  strategy: { type: Recreate }' : `\n  serviceName: ${name}`;
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: thanos }
spec:
  replicas: ${replicas}${strategy}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:${lines(6, ['terminationGracePeriodSeconds: 900', ...pod])}
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args:
            - ${subcommand}${lines(
              12,
              args.map((arg) => `- '${arg}'`),
            )}
          env:
            - name: POD_NAME
              valueFrom: { fieldRef: { fieldPath: metadata.name } }
          volumeMounts:
            - { name: data, mountPath: /data }${lines(12, mounts)}
      volumes:
        - { name: other, emptyDir: {} }${lines(8, volumes)}${claims}
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: thanos }
spec:
  clusterIP: None
  selector: { app: ${name} }
  ports:
    - { name: grpc, port: 10901 }
`;
}

function lines(indent: number, added: readonly string[]): string {
  return added.map((line) => `\n${' '.repeat(indent)}${line}`).join('');
}

/** A bucket as an argument. */
export const BUCKET = '--objstore.config={type: S3, config: {bucket: metrics, endpoint: s3.example.com}}';

/** Another one. */
export const OTHER_BUCKET = BUCKET.replace('metrics', 'archive');

/** A ConfigMap of one file, in namespace `thanos`. */
export function configMap(name: string, key: string, content: string): string {
  return `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: thanos }
data:
  ${key}: |${lines(4, content.trim().split('\n'))}
`;
}

/** What a workload needs to read such a file at `/etc/<name>/<key>`. */
export function reading(name: string): Pick<WorkloadOptions, 'volumes' | 'mounts'> {
  return {
    volumes: [`- { name: ${name}, configMap: { name: ${name} } }`],
    mounts: [`- { name: ${name}, mountPath: /etc/${name} }`],
  };
}

/** A workload that runs Thanos, as manifests from anywhere have it. */
export interface WorkloadYaml {
  readonly name: string;
  readonly subcommand?: string;
  readonly kind?: 'Deployment' | 'StatefulSet';
  /** `null` for as many as an autoscaler says. @default 1 */
  readonly replicas?: number | null;
  /** Beside those without which `receive` would be wrong anyway. */
  readonly flags?: readonly string[];
  /** Fields of the pod, in YAML's flow style. */
  readonly pod?: string;
  /** Fields of the container, in YAML's flow style. */
  readonly container?: string;
  /** Fields of the StatefulSet, in YAML's flow style. */
  readonly spec?: string;
}

export const INGESTOR_LABEL = '--label=receive_replica="$(POD_NAME)"';

const FUTURE = '--tsdb.too-far-in-future.time-window';

/** A workload and its headless Service, in namespace `monitoring`. */
export function workloadYaml(options: WorkloadYaml): string {
  const { name, subcommand = 'receive', kind = 'StatefulSet', replicas = 1, flags = [INGESTOR_LABEL] } = options;
  const bounded = flags.some((flag) => flag.startsWith(FUTURE)) || subcommand !== 'receive';
  const all = [...(bounded ? [] : [`${FUTURE}=5m`]), ...flags];
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: monitoring }
spec:
  ${replicas === null ? '' : `replicas: ${replicas}`}
  selector: { matchLabels: { app: ${name} } }
  ${kind === 'StatefulSet' ? `serviceName: ${name}` : ''}
  ${options.spec ?? 'minReadySeconds: 60'}
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${options.pod ?? 'terminationGracePeriodSeconds: 900'}
      containers:
        - name: thanos
          image: quay.io/thanos/thanos:v0.42.5
          args: ${JSON.stringify([subcommand, ...all])}
          env:
            - { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            - { name: NAMESPACE, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }
          ports:
            - { name: http, containerPort: 10902 }
            - { name: grpc, containerPort: 10901 }
            - { name: remote-write, containerPort: 19291 }
            - { name: capnproto, containerPort: 19391 }
          ${options.container ?? ''}
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: monitoring }
spec:
  clusterIP: None
  selector: { app: ${name} }
  ports:
    - { name: http, port: 10902, targetPort: http }
    - { name: grpc, port: 10901, targetPort: grpc }
    - { name: remote-write, port: 19291, targetPort: remote-write }
    - { name: capnproto, port: 19391, targetPort: capnproto }
---
`;
}

/** The flag with hashrings of these addresses or endpoints. */
export function ringFlag(...rings: readonly (readonly unknown[] | object)[]): string {
  const objects = rings.map((ring) => (Array.isArray(ring) ? { endpoints: ring } : ring));
  return `--receive.hashrings=${JSON.stringify(objects.map((ring) => ({ algorithm: 'ketama', ...ring })))}`;
}

/** A router in front of the ingestors of a StatefulSet `ingestor`. */
export function routed(
  endpoints: readonly unknown[],
  options: {
    readonly router?: readonly string[];
    readonly ingestor?: Partial<WorkloadYaml>;
    readonly routers?: null;
  } = {},
): string {
  return (
    workloadYaml({ name: 'ingestor', ...options.ingestor }) +
    workloadYaml({
      name: 'router',
      kind: 'Deployment',
      replicas: options.routers,
      flags: ['--label=receive="router"', ringFlag(endpoints), ...(options.router ?? [])],
    })
  );
}

/** The address of an ingestor's pod. */
export const pod = (ordinal: number, port = 10901) =>
  `ingestor-${ordinal}.ingestor.monitoring.svc.cluster.local:${port}`;

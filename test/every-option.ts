import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { WorkloadProps } from '../lib/kubernetes/workload-props';
import type { RequestLoggingProps, ThanosComponentProps } from '../lib/thanos/component-props';

/** Every option that all workloads share. `Required` makes the compiler ask for each new one. */
export const everyWorkloadOption: Required<WorkloadProps> = {
  image: { repository: 'example.azurecr.io/thanos', tag: 'v0.42.4', digest: 'sha256:abc' },
  imagePullPolicy: 'IfNotPresent',
  imagePullSecrets: ['registry'],
  resources: { requests: { cpu: Cpu.units(1) }, limits: { memory: Size.gibibytes(2) } },
  extraEnvironment: [{ name: 'GOGC', value: '50' }],
  extraVolumes: [{ name: 'certs', secret: { secretName: 'certs' } }],
  extraVolumeMounts: [{ name: 'certs', mountPath: '/certs' }],
  nodeSelector: { agentpool: 'monitoring' },
  tolerations: [{ key: 'monitoring', operator: 'Exists' }],
  affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
  topologySpread: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
  priorityClassName: 'high',
  labels: { team: 'a' },
  annotations: { owner: 'ops' },
  podLabels: { pod: 'label' },
  podAnnotations: { pod: 'annotation' },
  extraArguments: ['--http-grace-period=1m'],
};

/** Every option that all Thanos components share, but for `component`, which each test names. */
export const everyThanosOption: Required<Omit<ThanosComponentProps, 'component'>> = {
  ...everyWorkloadOption,
  stack: 'hub',
  logLevel: 'debug',
  logFormat: 'json',
  tracing: { endpoint: 'otel:4317', insecure: true, sampler: { type: 'traceidratiobased', ratio: 0.1 } },
  monitoring: { interval: '30s', labels: { team: 'a' }, prometheusNamespace: 'monitoring' },
  networkPolicy: true,
};

/** The option of components that log requests. */
export const everyRequestLoggingOption: Required<RequestLoggingProps> = {
  requestLogging: { http: { level: 'INFO', decision: { logStart: false, logEnd: true } } },
};

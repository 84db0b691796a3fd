import type { ContainerImage, ResourceRequirements, Resources } from '../../kubernetes/workload-props';
import type { PrometheusProps, PrometheusStorage } from '../../prometheus/prometheus-props';
import type { PrometheusServerProps } from '../../prometheus/prometheus-server';
import type { ClusterPrometheusProps } from '../cluster';
import { cpu, duration, size } from './quantities';
import { type Fields, oneOf, options, scalar, text, texts, trueOrFalse, wholeNumber } from './read';

/** Options of a Prometheus server that the agent does not have. */
type ServerOptions = Pick<PrometheusServerProps, 'retention' | 'retentionSize' | 'evaluationInterval'>;

/** Options of `addPrometheus` that are data, under the names that they have in code. */
type PrometheusOptions = Pick<ClusterPrometheusProps, 'mode' | 'namespace'> &
  Pick<
    PrometheusProps,
    | 'annotations'
    | 'image'
    | 'labels'
    | 'logFormat'
    | 'logLevel'
    | 'maximumStartupDurationSeconds'
    | 'nodeSelector'
    | 'podAnnotations'
    | 'podLabels'
    | 'priorityClassName'
    | 'replicas'
    | 'resources'
    | 'scrapeInterval'
    | 'scrapeTimeout'
    | 'shards'
    | 'storage'
    | 'walCompression'
  > &
  ServerOptions;

const RESOURCES: Fields<Resources> = { cpu, memory: size };

const SERVER_FIELDS: Fields<ServerOptions> = {
  retention: duration,
  retentionSize: size,
  evaluationInterval: duration,
};

const FIELDS: Fields<PrometheusOptions> = {
  ...SERVER_FIELDS,
  mode: oneOf('server', 'agent'),
  namespace: text,
  annotations: texts,
  image: options<ContainerImage>({
    repository: text,
    tag: text,
    digest: scalar('a digest', "'sha256:…'", (content) =>
      typeof content === 'string' && isDigest(content) ? content : undefined,
    ),
  }),
  labels: texts,
  logFormat: oneOf('logfmt', 'json'),
  logLevel: oneOf('debug', 'info', 'warn', 'error'),
  maximumStartupDurationSeconds: wholeNumber,
  nodeSelector: texts,
  podAnnotations: texts,
  podLabels: texts,
  priorityClassName: text,
  replicas: wholeNumber,
  resources: options<ResourceRequirements>({ requests: options(RESOURCES), limits: options(RESOURCES) }),
  scrapeInterval: duration,
  scrapeTimeout: duration,
  shards: wholeNumber,
  storage: options<PrometheusStorage>({ size, storageClass: text }, ['size']),
  walCompression: trueOrFalse,
};

/** Reads the options of a cluster's Prometheus. */
export const prometheusOptions = options<PrometheusOptions>(FIELDS);

/** The names of the options that the agent does not have. */
export const SERVER_OPTIONS: readonly string[] = Object.keys(SERVER_FIELDS);

/** The options as `addPrometheus` takes them. */
export function prometheusProps(
  { mode, retention, retentionSize, evaluationInterval, ...shared }: PrometheusOptions,
  remoteWrite: ClusterPrometheusProps['remoteWrite'],
): ClusterPrometheusProps {
  return mode === 'agent'
    ? { ...shared, mode, remoteWrite }
    : { ...shared, mode, retention, retentionSize, evaluationInterval, remoteWrite };
}

function isDigest(content: string): content is `sha256:${string}` {
  return /^sha256:[0-9a-f]{64}$/.test(content);
}

import type { PrometheusSpec } from '../../imports/prometheuses-monitoring.coreos.com';
import type { Identity } from '../kubernetes/identity';
import { imageReference, resources, restrictedPod, topologySpreadConstraints } from '../kubernetes/pod-template';
import { dataClaimTemplate } from '../kubernetes/storage';
import type { Resources } from '../kubernetes/workload-props';
import { PROMETHEUS_IMAGE, PROMETHEUS_USER, type PrometheusProps, type ResourceSelection } from './prometheus-props';
import type { ResolvedWrite } from './resolved-write';
import { SERVICE_ACCOUNT_SCRAPE_CLASS } from './scrape-class';
import { tokenVolumes } from './token-write';

/** What `Prometheus` and `PrometheusAgent` hold alike, but for the fields that have an enum: of those, each has its own. */
export function sharedSpec(
  identity: Identity,
  props: PrometheusProps,
  { requests, writes }: { readonly requests: Resources; readonly writes: readonly ResolvedWrite[] },
) {
  const tokens = tokenVolumes(writes);
  const image = { ...PROMETHEUS_IMAGE, ...props.image };
  const { serviceMonitors, podMonitors, probes, scrapeConfigs } = props.selectors ?? {};
  return {
    image: imageReference(image),
    version: image.tag,
    imagePullSecrets: props.imagePullSecrets?.map((name) => ({ name })),
    serviceAccountName: identity.name,
    podMetadata: {
      labels: { ...props.labels, ...props.podLabels, ...identity.selector },
      annotations: props.podAnnotations && { ...props.podAnnotations },
    },
    externalLabels: { ...props.externalLabels },
    replicas: props.replicas ?? 1,
    shards: props.shards,
    resources: resources(props.resources, requests),
    storage: props.storage && {
      volumeClaimTemplate: dataClaimTemplate(identity.selector, props.storage.size, props.storage.storageClass),
    },
    scrapeInterval: props.scrapeInterval ?? '30s',
    scrapeTimeout: props.scrapeTimeout,
    walCompression: props.walCompression ?? true,
    maximumStartupDurationSeconds: props.maximumStartupDurationSeconds,
    scrapeClasses: [SERVICE_ACCOUNT_SCRAPE_CLASS],
    scrapeNativeHistograms: writes.some(({ nativeHistograms }) => nativeHistograms) || undefined,
    enableFeatures: writes.some(({ exemplars }) => exemplars) ? ['exemplar-storage'] : undefined,
    serviceMonitorSelector: objects(serviceMonitors),
    serviceMonitorNamespaceSelector: namespaces(serviceMonitors),
    podMonitorSelector: objects(podMonitors),
    podMonitorNamespaceSelector: namespaces(podMonitors),
    probeSelector: objects(probes),
    probeNamespaceSelector: namespaces(probes),
    scrapeConfigSelector: objects(scrapeConfigs),
    scrapeConfigNamespaceSelector: namespaces(scrapeConfigs),
    securityContext: restrictedPod(PROMETHEUS_USER),
    nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
    tolerations: props.tolerations && [...props.tolerations],
    affinity: props.affinity,
    topologySpreadConstraints: topologySpreadConstraints(identity, props.topologySpread),
    priorityClassName: props.priorityClassName,
    volumes: merged(tokens.volumes, props.extraVolumes),
    volumeMounts: merged(tokens.mounts, props.extraVolumeMounts),
    additionalArgs: props.extraArguments?.map(argument),
  } satisfies PrometheusSpec;
}

/** Nothing, where there is nothing to list. */
function merged<T>(own: readonly T[], extra: readonly T[] | undefined): T[] | undefined {
  return own.length > 0 || extra ? [...own, ...(extra ?? [])] : undefined;
}

/** In the operator's terms, nothing given selects nothing, and an empty selector selects everything. */
export function objects(selection: ResourceSelection | undefined) {
  return selection?.labels ?? {};
}

/** Likewise: nothing given is the own namespace alone. */
export function namespaces(selection: ResourceSelection | undefined) {
  return selection?.namespaces ?? {};
}

/** `--name=value` as the operator takes it. */
function argument(text: string): { name: string; value?: string } {
  const [, name = '', value] = /^--?([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  return { name, value };
}

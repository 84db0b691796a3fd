import type { Size } from 'cdk8s';
import { type Cpu, k8s } from 'cdk8s-plus-27';
import type { Identity } from './identity';
import type { ContainerImage, ResourceRequirements, Resources, TopologySpread, WorkloadProps } from './workload-props';

/** A volume and where it is mounted. */
export interface MountedVolume {
  /** Left out for a claim template, of which the StatefulSet makes the volume. */
  readonly volume?: k8s.Volume;
  readonly mount: k8s.VolumeMount;
}

/** What a component puts into its pod; everything else comes from `WorkloadProps`. */
export interface PodParts {
  /** Name of the main container. */
  readonly container: string;
  readonly image: Required<Pick<ContainerImage, 'repository' | 'tag'>>;
  readonly args: readonly string[];
  readonly ports: readonly k8s.ContainerPort[];
  readonly startupProbe?: k8s.Probe;
  readonly livenessProbe?: k8s.Probe;
  readonly readinessProbe?: k8s.Probe;
  readonly environment?: readonly k8s.EnvVar[];
  readonly volumes?: readonly MountedVolume[];
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly podAnnotations?: Readonly<Record<string, string>>;
  readonly requests: Resources;
  /** Numeric user and group that the image's files belong to. */
  readonly user: number;
  readonly serviceAccount: string;
  /** Whether the pod talks to the Kubernetes API. @default false */
  readonly kubernetesApi?: boolean;
  /** Whether the pod shares the node's network and process list, which `restricted` and `baseline` forbid. @default false */
  readonly hostNamespaces?: boolean;
  /** Unit: seconds. @default - Kubernetes' 30 */
  readonly terminationGracePeriodSeconds?: number;
  /** Containers beside the main one. @default - none */
  readonly sidecars?: readonly k8s.Container[];
}

const ZONES_THEN_NODES: readonly TopologySpread[] = [
  { topologyKey: 'topology.kubernetes.io/zone' },
  { topologyKey: 'kubernetes.io/hostname' },
];

/** A pod in the shape that the `restricted` Pod Security Standard asks for, with what the user and the component put into it. */
export function podTemplate(identity: Identity, props: WorkloadProps, parts: PodParts): k8s.PodTemplateSpec {
  const volumes = parts.volumes ?? [];
  return {
    metadata: {
      labels: { ...props.podLabels, ...parts.podLabels, ...identity.labels },
      annotations: nonEmpty({ ...props.podAnnotations, ...parts.podAnnotations }),
    },
    spec: {
      serviceAccountName: parts.serviceAccount,
      automountServiceAccountToken: parts.kubernetesApi ?? false,
      hostNetwork: parts.hostNamespaces,
      hostPid: parts.hostNamespaces,
      securityContext: restrictedPod(parts.user),
      nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
      tolerations: list(props.tolerations),
      affinity: props.affinity,
      topologySpreadConstraints: topologySpreadConstraints(identity, props.topologySpread),
      priorityClassName: props.priorityClassName,
      imagePullSecrets: list(props.imagePullSecrets?.map((name) => ({ name }))),
      terminationGracePeriodSeconds: parts.terminationGracePeriodSeconds,
      volumes: list([...volumes.flatMap(({ volume }) => volume ?? []), ...(props.extraVolumes ?? [])]),
      containers: [mainContainer(props, parts), ...(parts.sidecars ?? [])],
    },
  };
}

function mainContainer(props: WorkloadProps, parts: PodParts): k8s.Container {
  return {
    name: parts.container,
    image: imageReference({ ...parts.image, ...props.image }),
    imagePullPolicy: props.imagePullPolicy,
    args: [...parts.args, ...(props.extraArguments ?? [])],
    env: list([...(parts.environment ?? []), ...(props.extraEnvironment ?? [])]),
    ports: [...parts.ports],
    startupProbe: parts.startupProbe,
    livenessProbe: parts.livenessProbe,
    readinessProbe: parts.readinessProbe,
    resources: resources(props.resources, parts.requests),
    volumeMounts: list([...(parts.volumes ?? []).map(({ mount }) => mount), ...(props.extraVolumeMounts ?? [])]),
    securityContext: RESTRICTED_CONTAINER,
  };
}

/** The pod half of the `restricted` Pod Security Standard. */
export function restrictedPod(user: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** How the pods of an identity spread, by default over zones and then over nodes, as well as they allow. */
export function topologySpreadConstraints(
  identity: Identity,
  spreads: readonly TopologySpread[] = ZONES_THEN_NODES,
): k8s.TopologySpreadConstraint[] | undefined {
  return list(
    spreads.map((spread) => ({
      topologyKey: spread.topologyKey,
      maxSkew: spread.maxSkew ?? 1,
      whenUnsatisfiable: spread.whenUnsatisfiable ?? 'ScheduleAnyway',
      labelSelector: { matchLabels: identity.selector },
    })),
  );
}

/** The container half of the `restricted` Pod Security Standard, and a root file system that nobody writes to. */
export const RESTRICTED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

export function imageReference(image: ContainerImage): string {
  return `${image.repository}:${image.tag}${image.digest ? `@${image.digest}` : ''}`;
}

/** Requests and limits as Kubernetes writes them; each request that is not given falls back to the component's own. */
export function resources(given: ResourceRequirements | undefined, requests: Resources): k8s.ResourceRequirements {
  return {
    requests: quantities({ ...requests, ...given?.requests }),
    limits: given?.limits && quantities(given.limits),
  };
}

function quantities(values: { readonly cpu?: Cpu; readonly memory?: Size }): Record<string, k8s.Quantity> {
  const result: Record<string, k8s.Quantity> = {};
  if (values.cpu) result['cpu'] = k8s.Quantity.fromString(values.cpu.amount);
  if (values.memory) result['memory'] = quantity(values.memory);
  return result;
}

/** A size as a Kubernetes quantity: `Size.gibibytes(100)` is `100Gi`. */
export function quantity(size: Size): k8s.Quantity {
  return k8s.Quantity.fromString(size.asString());
}

/** A probe of an HTTP path on a named port. */
export function httpProbe(path: string, port: string, timing: Omit<k8s.Probe, 'httpGet'>): k8s.Probe {
  return { httpGet: { path, port: k8s.IntOrString.fromString(port) }, ...timing };
}

function list<T>(items: readonly T[] | undefined): T[] | undefined {
  return items && items.length > 0 ? [...items] : undefined;
}

function nonEmpty(record: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(record).length > 0 ? record : undefined;
}

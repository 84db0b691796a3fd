import type { Size } from 'cdk8s';
import type { Cpu, k8s } from 'cdk8s-plus-27';

/** Where a container's image comes from. */
export interface ContainerImage {
  /** Registry and repository, without tag. @default - the public image of this component */
  readonly repository?: string;
  /** @default - the version that this library is tested with */
  readonly tag?: string;
  /** `sha256:…` of the image. Kubernetes then ignores the tag, which stays for readers. @default - none: the tag decides */
  readonly digest?: `sha256:${string}`;
}

/** CPU and memory of one container. */
export interface Resources {
  readonly cpu?: Cpu;
  readonly memory?: Size;
}

/** What a container asks for, and may use at most. */
export interface ResourceRequirements {
  /** @default - requests of this component for a small installation */
  readonly requests?: Resources;
  /** With a memory limit, Thanos is told to keep Go's heap below it (`--enable-auto-gomemlimit`). @default - no limits */
  readonly limits?: Resources;
}

/** How a workload's pods spread over zones and nodes. */
export interface TopologySpread {
  /** A node label, for example `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /** @default 1 */
  readonly maxSkew?: number;
  /** @default 'ScheduleAnyway' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}

/** What every workload of this library lets you set, whatever runs in it. */
export interface WorkloadProps {
  /** @default - the public image, at the version that this library is tested with */
  readonly image?: ContainerImage;
  /** @default - Kubernetes' default */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Names of Secrets of type `kubernetes.io/dockerconfigjson` in the same namespace. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** @default - requests of this component for a small installation, no limits */
  readonly resources?: ResourceRequirements;
  /**
   * Further arguments, appended as they are: the way to a flag that has no option here, in the form `--name=value` (or `--name`,
   * `--no-name` for booleans). A flag that this construct renders itself is refused when synthesising.
   * @default - none
   */
  readonly extraArguments?: readonly string[];
  /** @default - none */
  readonly extraEnvironment?: readonly k8s.EnvVar[];
  /** @default - none */
  readonly extraVolumes?: readonly k8s.Volume[];
  /** @default - none */
  readonly extraVolumeMounts?: readonly k8s.VolumeMount[];
  /** @default - any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** @default - none: `topologySpread` keeps pods apart */
  readonly affinity?: k8s.Affinity;
  /** `[]` spreads nothing. @default - over zones and then over nodes, as well as they allow */
  readonly topologySpread?: readonly TopologySpread[];
  /** @default - the cluster's default priority */
  readonly priorityClassName?: string;
  /** Further labels of every object that this construct makes. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Further annotations of the workload, its Services and its ServiceAccount. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Further labels of the pods. @default - none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Further annotations of the pods. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

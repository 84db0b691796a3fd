/** The fields of Kubernetes objects that runs read. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly uid?: string;
  };
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly containerID?: string; readonly exitCode: number };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly containerID?: string;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface Pod extends KubernetesObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly { readonly name: string; readonly image: string }[];
  };
  readonly status: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/** A Deployment, StatefulSet or DaemonSet. */
export interface Workload extends KubernetesObject {
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly replicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberReady?: number;
  };
}

export interface Ingress extends KubernetesObject {
  readonly spec: { readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[] };
}

export interface Gateway extends KubernetesObject {
  readonly spec: {
    readonly listeners: readonly {
      readonly hostname?: string;
      readonly tls?: { readonly certificateRefs?: readonly { readonly name: string }[] };
    }[];
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Of cert-manager. */
export interface Certificate extends KubernetesObject {
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames?: readonly string[];
    readonly usages?: readonly string[];
    readonly isCA?: boolean;
    readonly issuerRef: { readonly name: string };
  };
}

/** Of cert-manager, of type CA or another one. */
export interface Issuer extends KubernetesObject {
  readonly spec: { readonly ca?: { readonly secretName: string } };
}

export interface Secret extends KubernetesObject {
  /** In Base64. */
  readonly data: Readonly<Record<string, string>>;
}

export interface IngressRoute extends KubernetesObject {
  readonly spec: {
    readonly routes: readonly { readonly match: string }[];
    readonly tls?: { readonly secretName?: string };
  };
}

export interface Service extends KubernetesObject {
  readonly spec: { readonly clusterIP: string; readonly ports: readonly { port: number; nodePort?: number }[] };
}

export interface KubernetesEvent extends KubernetesObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
}

export const isReady = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined &&
  (status.phase === 'Succeeded' ||
    (status.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True'));

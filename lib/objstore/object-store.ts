import type * as kplus from 'cdk8s-plus-27';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Peer } from '../kubernetes/network';
import type { MountedVolume } from '../kubernetes/pod-template';

/** What a component has to add to its pod in order to reach the bucket. */
export interface ObjectStoreBinding {
  /** Path of the configuration in the container, for `--objstore.config-file`. */
  readonly file: string;
  readonly volume: MountedVolume;
  /** Where the configuration is, if this program writes it. Components of a stack may share it. */
  readonly configMap?: kplus.ConfigMap;
  /** Environment that the configuration refers to as `$(NAME)`. */
  readonly environment: readonly k8s.EnvVar[];
  readonly podLabels: Readonly<Record<string, string>>;
  /** Carries the configuration's hash, so that pods restart when it changes. */
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** Where the pod connects to. */
  readonly destinations: readonly { readonly peer: Peer; readonly port: number }[];
}

/** The bucket that blocks are written to and read from, and as whom. `ObjectStore` makes them. */
export interface IObjectStore {
  /** Where it is, folder included: two object stores with one address are one bucket. @default - nobody here knows */
  readonly address?: string;

  /**
   * Makes the objects that a component needs, once per chart, and says how its pod uses them.
   *
   * @param scope the component
   * @param stack the Thanos installation, which shared objects are named after
   */
  bind(scope: Construct, stack: string): ObjectStoreBinding;
}

/** What a component does with the bucket: read blocks, or also write and delete them. */
export type BucketAccess = 'read' | 'write';

/** The bucket of a component, and what the component does with it. */
export interface BucketUse {
  readonly objstore: IObjectStore;
  readonly access: BucketAccess;
}

export const OBJSTORE_DIRECTORY = '/etc/thanos/objstore';

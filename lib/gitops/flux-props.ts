import type { JsonPatch } from 'cdk8s';
import type { GoDuration } from '../values/duration';
import type { Prerequisites } from './prerequisites';
import type { RenderedFolders } from './repository';

/** From where Flux fetches: a GitRepository that is rendered, or one that is there. */
export type FluxRepository =
  | {
      /** The repository, without credentials: `https://…` or `ssh://git@…`. */
      readonly repoUrl: string;
      /** @default 'main' */
      readonly branch?: string;
      /** The Secret with the credentials, in `namespace`; one of `flux create secret git`. @default - none: it can be read by all */
      readonly secretName?: string;
      readonly gitRepository?: never;
    }
  | {
      readonly repoUrl?: never;
      readonly branch?: never;
      readonly secretName?: never;
      /** The name of a GitRepository in `namespace`. That of `flux bootstrap` is `flux-system`. */
      readonly gitRepository: string;
    };

export interface FluxOptions extends RenderedFolders {
  /** What the objects of Flux are called. @default 'monitoring' */
  readonly name?: string;
  /** Where Flux runs. @default 'flux-system' */
  readonly namespace?: string;
  /** How often Flux takes back what somebody changed in the cluster, and looks for a new commit. @default '10m', and '1m' for commits */
  readonly interval?: GoDuration;
  /** Whether Flux deletes objects that are no longer rendered. Namespaces are never deleted. @default true */
  readonly prune?: boolean;
  /** Whether Flux is ready only when all that it applied is. @default true */
  readonly wait?: boolean;
  /**
   * Has Flux install what the cluster needs, before its manifests.
   * @default - none: you install them, as README.md says
   */
  readonly prerequisites?: true | Prerequisites;
  /** Patches of each cluster's Kustomization, as it is rendered. @default - none */
  readonly patches?: readonly JsonPatch[];
}

export type FluxProps = FluxOptions & FluxRepository;

import type { JsonPatch } from 'cdk8s';
import type { Prerequisites } from './prerequisites';
import type { RenderedFolders } from './repository';

/** A cluster, as Argo CD knows it: by its name there, or by the address of its API server. */
export type ArgoCdDestination =
  | {
      /** The name, as `argocd cluster list` shows it. The cluster that Argo CD runs in is `in-cluster`. */
      readonly name: string;
      readonly server?: never;
    }
  | {
      readonly name?: never;
      /** The address, as `argocd cluster list` shows it: `https://kubernetes.default.svc` for the cluster that Argo CD runs in. */
      readonly server: string;
    };

/** What Argo CD does by itself. */
export interface ArgoCdAutomatedSync {
  /** Whether it deletes objects that are no longer rendered. Namespaces are never deleted. @default true */
  readonly prune?: boolean;
  /** Whether it takes back what somebody changed in the cluster. @default true */
  readonly selfHeal?: boolean;
}

export interface ArgoCdProps extends RenderedFolders {
  /** The repository, without credentials: `https://…`, `ssh://git@…` or `git@host:path`. */
  readonly repoUrl: string;
  /** A branch, a tag or a commit. @default 'HEAD', the repository's default branch */
  readonly revision?: string;
  /** Where each cluster is applied to. @default - the cluster that has the same name in Argo CD */
  readonly destination?: (cluster: string) => ArgoCdDestination | undefined;
  /** The AppProject, which has to allow the repository and the destinations. @default 'default' */
  readonly project?: string;
  /** What the ApplicationSet is called, and the end of the Applications' names: `hub-monitoring`. @default 'monitoring' */
  readonly name?: string;
  /** Where Argo CD runs. @default 'argocd' */
  readonly namespace?: string;
  /** `false` waits for somebody to sync. @default - prune and selfHeal */
  readonly automated?: ArgoCdAutomatedSync | false;
  /** Sync options beside `ServerSideApply=true`. @default - none */
  readonly syncOptions?: readonly string[];
  /**
   * Has Argo CD install what the clusters need, each an ApplicationSet over the clusters that need it.
   * @default - none: you install them, as README.md says
   */
  readonly prerequisites?: true | Prerequisites;
  /** Patches of the ApplicationSet of the clusters, as it is rendered. @default - none */
  readonly patches?: readonly JsonPatch[];
}

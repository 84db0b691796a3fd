import type { KubernetesObject } from '../manifests/kubernetes-object';
import type { Problem } from '../validation/problem';
import type { PrerequisiteName } from './prerequisites';

/** RenderedFiles and what they hold, by their path below a folder. */
export type RenderedFiles = ReadonlyMap<string, string>;

/** What is known of a cluster once its manifests are rendered. */
export interface GitOpsCluster {
  readonly name: string;
  /** Its manifests' files, in the order in which they are applied. */
  readonly files: readonly string[];
  /** The prerequisites that its objects rely on. */
  readonly needs: ReadonlySet<PrerequisiteName>;
}

/** A tool that applies the folders of a fleet, and what it needs beside the manifests. */
export interface IGitOps {
  /** RenderedFiles for the fleet as a whole, in a folder beside those of the clusters. @default - none */
  readonly fleet?: {
    /** The folder's name, which no cluster may have. */
    readonly folder: string;
    /** They are asked for once all clusters are rendered. */
    files(clusters: readonly GitOpsCluster[]): RenderedFiles;
  };
  /** What is wrong with its options, for these clusters. */
  problems(clusters: readonly string[]): readonly Problem[];
  /** What an object is annotated with for this tool. Annotations that the object has already win. */
  annotations(object: KubernetesObject): Readonly<Record<string, string>>;
  /** RenderedFiles in the cluster's folder, beside its manifests. */
  clusterFiles(cluster: GitOpsCluster): RenderedFiles;
}

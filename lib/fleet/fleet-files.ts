import { Yaml } from 'cdk8s';
import { needsOf, type PrerequisiteName } from '../gitops/prerequisites';
import type { GitOpsCluster, IGitOps, RenderedFiles } from '../gitops/tool';
import { annotationsOf, isKubernetesObject } from '../manifests/kubernetes-object';
import type { Problem } from '../validation/problem';
import type { ExaminedCluster } from './examine';
import { FILE_ENDING } from './output';

/** The files that a fleet writes: the manifests, and what its GitOps tool needs beside them. */
export class FleetFiles {
  private readonly clusters: GitOpsCluster[] = [];

  /** @param tool `undefined` for manifests alone */
  constructor(private readonly tool: IGitOps | undefined) {}

  /** What is wrong with the tool's options, and names of clusters that the tool has a use for. */
  problems(clusters: readonly string[]): Problem[] {
    if (!this.tool) return [];
    const folder = this.tool.fleet?.folder;
    const taken: Problem[] = clusters
      .filter((name) => name === folder)
      .map((name) => ({
        rule: 'THANOS-707',
        what: `The cluster "${name}" has the name of the folder that gitOps writes what is for the whole fleet into`,
        fix: 'Give the cluster another name',
      }));
    return [...this.tool.problems(clusters), ...taken];
  }

  /** The files of a cluster's folder. */
  ofCluster(name: string, charts: ExaminedCluster['charts']): RenderedFiles {
    const manifests = new Map<string, string>();
    const needs = new Set<PrerequisiteName>();
    for (const { chart, objects } of charts) {
      manifests.set(`${chart.node.id}${FILE_ENDING}`, Yaml.stringify(...objects.map((each) => this.annotated(each))));
      if (this.tool) for (const need of objects.filter(isKubernetesObject).flatMap(needsOf)) needs.add(need);
    }
    if (!this.tool) return manifests;
    const cluster: GitOpsCluster = { name, files: [...manifests.keys()].sort(), needs };
    this.clusters.push(cluster);
    return new Map([...manifests, ...this.tool.clusterFiles(cluster)]);
  }

  /** A folder for the fleet as a whole, with its files; to be asked for once all clusters have been. */
  ofFleet(): readonly [folder: string, files: RenderedFiles] | undefined {
    const { fleet } = this.tool ?? {};
    return fleet && [fleet.folder, fleet.files(this.clusters)];
  }

  private annotated(object: unknown): unknown {
    if (!this.tool || !isKubernetesObject(object)) return object;
    const added = this.tool.annotations(object);
    if (Object.keys(added).length === 0) return object;
    const annotations = inOrder({ ...added, ...annotationsOf(object) });
    return { ...object, metadata: inOrder({ ...object.metadata, annotations }) };
  }
}

/** With its keys in the order in which cdk8s renders them. */
function inOrder(map: object): object {
  return Object.fromEntries(Object.entries(map).sort());
}

import { JsonPatch } from 'cdk8s';
import type { KubernetesObject } from '../manifests/kubernetes-object';
import type { Problem } from '../validation/problem';
import { toDocuments } from '../values/yaml';
import { clustersApplicationSet, prerequisiteApplicationSet, type Target } from './application-set';
import type { ArgoCdDestination, ArgoCdProps } from './argo-cd-props';
import { nameProblems } from './names';
import { installations, PREREQUISITES, prerequisiteProblems } from './prerequisites';
import { addressProblems, pathProblems, revisionProblems } from './repository';
import { argoCdAnnotations } from './sync-waves';
import type { GitOpsCluster, IGitOps, RenderedFiles } from './tool';

/** Argo CD: an ApplicationSet over the clusters' folders, in a folder of its own, and sync waves on the objects. */
export class ArgoCd implements IGitOps {
  readonly fleet = {
    folder: 'argo-cd',
    files: (clusters: readonly GitOpsCluster[]): RenderedFiles => this.applicationSets(clusters),
  };

  constructor(private readonly props: ArgoCdProps) {}

  problems(clusters: readonly string[]): Problem[] {
    const { repoUrl, revision, project, name, namespace, prerequisites } = this.props;
    const reserved = PREREQUISITES.find((each) => each.name === name);
    return [
      ...addressProblems(repoUrl, { scp: true }),
      ...(revision === undefined ? [] : revisionProblems('revision', revision)),
      ...pathProblems(this.props),
      ...nameProblems({ project, name, namespace }),
      ...(reserved ? [taken(reserved.name)] : []),
      ...prerequisiteProblems(prerequisites),
      ...destinationProblems(clusters.map((cluster) => [cluster, this.destination(cluster)])),
    ];
  }

  annotations(object: KubernetesObject): Readonly<Record<string, string>> {
    return argoCdAnnotations(object);
  }

  clusterFiles(): RenderedFiles {
    return new Map();
  }

  private destination(cluster: string): ArgoCdDestination | undefined {
    return this.props.destination ? this.props.destination(cluster) : { name: cluster };
  }

  private applicationSets(clusters: readonly GitOpsCluster[]): RenderedFiles {
    const targets = (those: readonly GitOpsCluster[]) =>
      [...those].sort(byName).flatMap(({ name }): Target[] => {
        const destination = this.destination(name);
        return destination ? [{ cluster: name, destination }] : [];
      });
    const { patches = [], prerequisites } = this.props;
    const all: object = JsonPatch.apply(clustersApplicationSet(this.props, targets(clusters)), ...patches);
    const files = new Map([['clusters.k8s.yaml', toDocuments(all)]]);
    for (const installation of installations(prerequisites)) {
      const needing = targets(clusters.filter(({ needs }) => needs.has(installation.name)));
      if (needing.length === 0) continue;
      const set = prerequisiteApplicationSet(this.props, installation, needing);
      files.set(`${installation.name}.k8s.yaml`, toDocuments(set));
    }
    return files;
  }
}

/** So that the order in which clusters were added changes nothing. */
function byName(a: GitOpsCluster, b: GitOpsCluster): number {
  return a.name < b.name ? -1 : 1;
}

function taken(name: string): Problem {
  return {
    rule: 'THANOS-704',
    what: `name "${name}" is what the ApplicationSet of a prerequisite is called`,
    fix: "Write another one, or leave name out: it is 'monitoring' then",
  };
}

/** Clusters that would be applied nowhere, or over each other. */
function destinationProblems(
  destinations: readonly (readonly [cluster: string, destination: ArgoCdDestination | undefined])[],
): Problem[] {
  const first = new Map<string, string>();
  return destinations.flatMap(([cluster, destination]): Problem[] => {
    const { name, server } = destination ?? {};
    if (!name && !(server && URL.canParse(server))) {
      return [
        {
          rule: 'THANOS-705',
          what: `destination('${cluster}') is no cluster of Argo CD, so ${cluster} would be applied nowhere`,
          fix: "Return { name: … } or { server: 'https://…' } as `argocd cluster list` shows it",
        },
      ];
    }
    const key = name === 'in-cluster' ? 'https://kubernetes.default.svc' : (name ?? server ?? '');
    const other = first.get(key);
    if (other === undefined) first.set(key, cluster);
    if (other === undefined || other === cluster) return [];
    return [
      {
        rule: 'THANOS-705',
        what: `destination('${cluster}') is "${key}", as that of ${other} is: each would take back what the other applies`,
        fix: 'Give each cluster a destination of its own',
      },
    ];
  });
}

import { JsonPatch } from 'cdk8s';
import { groupOf, type KubernetesObject } from '../manifests/kubernetes-object';
import type { Problem } from '../validation/problem';
import { toDocuments } from '../values/yaml';
import { fluxKustomization, gitRepository, helmRelease, PREREQUISITES_FOLDER } from './flux-objects';
import type { FluxProps } from './flux-props';
import { kustomization } from './kustomize';
import { nameProblems } from './names';
import { installations, prerequisiteProblems } from './prerequisites';
import { addressProblems, folderOf, pathProblems, revisionProblems } from './repository';
import type { GitOpsCluster, IGitOps, RenderedFiles } from './tool';

/** Inside a cluster's folder: what is for its Flux. */
const FOLDER = 'flux';

/** Flux, one in each cluster: a GitRepository and a Kustomization for the cluster's folder, in a folder inside of it. */
export class Flux implements IGitOps {
  constructor(private readonly props: FluxProps) {}

  problems(): Problem[] {
    const { repoUrl, branch, secretName, gitRepository: existing, name, namespace } = this.props;
    return [
      ...(repoUrl === undefined ? [] : addressProblems(repoUrl, { scp: false })),
      ...(branch === undefined ? [] : revisionProblems('branch', branch)),
      ...pathProblems(this.props),
      ...nameProblems({ secretName, gitRepository: existing, name, namespace }),
      ...intervalProblems(this.props),
      ...prerequisiteProblems(this.props.prerequisites),
    ];
  }

  /** A namespace takes its volume claims with it. */
  annotations(object: KubernetesObject): Readonly<Record<string, string>> {
    const namespace = object.kind === 'Namespace' && groupOf(object) === '';
    return namespace ? { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } : {};
  }

  /** Flux applies namespaces and CRDs before all else by itself. What has to be there before that is a Kustomization of its own. */
  clusterFiles({ name, files, needs }: GitOpsCluster): RenderedFiles {
    const { props } = this;
    const { patches = [], wait = true } = props;
    const needed = installations(props.prerequisites).filter((each) => needs.has(each.name));
    const before = needed.length > 0 ? PREREQUISITES_FOLDER : undefined;
    const cluster = fluxKustomization(props, folderOf(props, name), { dependsOn: before, wait });
    const sync = [
      ...gitRepository(props),
      ...(before === undefined
        ? []
        : [fluxKustomization(props, folderOf(props, name, FOLDER, before), { suffix: before, wait: true })]),
      JsonPatch.apply(cluster, ...patches) as object,
    ];
    return new Map([
      // Without it, Flux would apply the folders below this one too.
      ...kustomization(files),
      [`${FOLDER}/sync.k8s.yaml`, toDocuments(...sync)],
      ...needed.map((each): [string, string] => [
        `${FOLDER}/${PREREQUISITES_FOLDER}/${each.name}.k8s.yaml`,
        toDocuments(...helmRelease(props, each)),
      ]),
    ]);
  }
}

/** @see https://fluxcd.io/flux/components/kustomize/api/v1/ */
function intervalProblems({ interval }: FluxProps): Problem[] {
  if (interval === undefined || (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(interval) && /[1-9]/.test(interval))) return [];
  return [
    {
      rule: 'THANOS-703',
      what: `interval "${interval}" is no duration that Flux reads: those are longer than nothing, and in h, m, s and ms`,
      fix: "Write '10m' or '1h30m', for example, and '24h' for a day",
    },
  ];
}

import { toDocuments } from '../values/yaml';
import type { GitOpsCluster, IGitOps, RenderedFiles } from './tool';

/** What kustomize looks for in a folder. */
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** Tells a rendered file from one that somebody wrote. */
const HEADER = '# Rendered by cdk8s-thanos\n';

/** A `kustomization.yaml` in each cluster's folder, for `kubectl apply -k` and for overlays. */
export class Kustomize implements IGitOps {
  problems(): [] {
    return [];
  }

  annotations(): Readonly<Record<string, string>> {
    return {};
  }

  clusterFiles({ files }: GitOpsCluster): RenderedFiles {
    return kustomization(files);
  }
}

/** The `kustomization.yaml` of a folder with these files. */
export function kustomization(resources: readonly string[]): RenderedFiles {
  const content = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  return new Map([[KUSTOMIZATION_FILE, HEADER + toDocuments(content)]]);
}

/** Whether the content of a `kustomization.yaml` was rendered. */
export function isRenderedKustomization(content: string): boolean {
  return content.startsWith(HEADER);
}

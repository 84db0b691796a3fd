import { basename, join, resolve } from 'node:path';
import type { Input, InputProblem } from '../reading/input';
import { manifestFiles } from '../reading/manifest-files';
import { readFile } from '../reading/read-file';
import type { ClusterInput } from './input';

/** What the manifests of a folder are applied to, and what of them could not be read. */
export interface FolderInput {
  readonly clusters: readonly ClusterInput[];
  readonly problems: readonly InputProblem[];
}

/** A folder of manifests: one cluster, or where all of them are in sub-folders, a fleet with a cluster in each of those. */
export function readFolder(folder: string): FolderInput {
  const { files, problems } = manifestFiles(folder);
  const inputs = files.map((names) => ({ names, ...readFile(join(folder, ...names)) }));
  const holding = inputs.filter((input) => input.objects.length + input.problems.length > 0);
  const fleet = holding.length > 0 && holding.every(({ names }) => names.length > 1);
  const clusters = new Map<string, Input['objects']>();
  for (const { names, objects } of holding) {
    const cluster = fleet ? (names[0] ?? '') : basename(resolve(folder));
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), ...objects]);
  }
  return {
    clusters: [...clusters].map(([cluster, objects]) => ({ cluster, objects })),
    problems: [...problems, ...inputs.flatMap((input) => input.problems)],
  };
}

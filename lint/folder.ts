import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ClusterInput, Input, InputProblem } from './input';
import { readFile, whyUnreadable } from './read-file';

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

/** The files below a folder that may hold manifests, each as the names that lead to it, in order. */
function manifestFiles(root: string): { readonly files: string[][]; readonly problems: InputProblem[] } {
  const files: string[][] = [];
  const problems: InputProblem[] = [];
  const visited = new Set<string>();
  const look = (names: string[]): void => {
    const file = join(root, ...names);
    const refuse = (message: string) => problems.push({ file, message });
    try {
      if (!statSync(file).isDirectory()) {
        if (/\.(ya?ml|json)$/i.test(file)) files.push(names);
        return;
      }
      const real = realpathSync(file);
      if (visited.has(real)) return void refuse('is a link to a folder that is read already');
      visited.add(real);
      const entries = readdirSync(file).sort();
      const isChart = entries.includes('Chart.yaml') && entries.includes('templates');
      if (isChart) return void refuse('is a Helm chart, not manifests: check what helm template makes of it');
      for (const entry of entries) {
        if (entry !== 'node_modules' && !entry.startsWith('.')) look([...names, entry]);
      }
    } catch (error) {
      refuse(whyUnreadable(error));
    }
  };
  look([]);
  return { files, problems };
}

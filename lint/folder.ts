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
  const walk = (names: string[]) => {
    const file = join(root, ...names);
    const entries = entriesOf(file, visited);
    if (entries === undefined) {
      if (/\.(ya?ml|json)$/i.test(file)) files.push(names);
    } else if (typeof entries === 'string') {
      problems.push({ file, message: entries });
    } else {
      for (const entry of entries) walk([...names, entry]);
    }
  };
  walk([]);
  return { files, problems };
}

/** What there is to read in a folder, or why nothing is; `undefined` for a file. */
function entriesOf(path: string, visited: Set<string>): readonly string[] | string | undefined {
  try {
    if (!statSync(path).isDirectory()) return undefined;
    const real = realpathSync(path);
    if (visited.has(real)) return 'is a link to a folder that is read already';
    visited.add(real);
    const entries = readdirSync(path).sort();
    if (entries.includes('Chart.yaml') && entries.includes('templates')) {
      return 'is a Helm chart, not manifests: check what helm template makes of it';
    }
    return entries.filter((entry) => entry !== 'node_modules' && !entry.startsWith('.'));
  } catch (error) {
    return whyUnreadable(error);
  }
}

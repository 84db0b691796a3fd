import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputProblem } from './input';
import { whyUnreadable } from './read-file';

export const NO_CHART = 'is a Helm chart, not manifests: check what helm template makes of it';

/** Whether a file is called as one that may hold manifests. */
export function isManifestFile(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}

/** Whether a file or folder of that name is left out, with all below it. */
export function isPassedOver(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

/** The files below a folder that may hold manifests, each as the names that lead to it, in order. */
export function manifestFiles(root: string): { readonly files: string[][]; readonly problems: InputProblem[] } {
  const files: string[][] = [];
  const problems: InputProblem[] = [];
  const visited = new Set<string>();
  const walk = (names: string[]) => {
    const file = join(root, ...names);
    const entries = entriesOf(file, visited);
    if (entries === undefined) {
      if (isManifestFile(file)) files.push(names);
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
      return NO_CHART;
    }
    return entries.filter((entry) => !isPassedOver(entry));
  } catch (error) {
    return whyUnreadable(error);
  }
}

import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputProblem } from './input';
import { whyUnreadable } from './read-file';

/** The files below a folder that may hold manifests, each as the names that lead to it, in order. */
export function manifestFiles(root: string): { readonly files: string[][]; readonly problems: InputProblem[] } {
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

import type { Side, SideFile } from './side';

/** The files of one cluster on both sides that are not equal byte for byte. */
export interface ClusterPair {
  /** The folder's name; empty for files that are in none. */
  readonly cluster: string;
  readonly base: readonly SideFile[];
  readonly head: readonly SideFile[];
}

/** The clusters of two sides in which files differ, in order. */
export async function* clusterPairs(base: Side, head: Side): AsyncGenerator<ClusterPair> {
  const names = new Set([...base.files, ...head.files].map(clusterOf));
  for (const cluster of [...names].sort()) {
    const pair = { cluster, base: new Map<string, SideFile>(), head: new Map<string, SideFile>() };
    for (const file of base.files) if (clusterOf(file) === cluster) pair.base.set(file.path, file);
    for (const file of head.files) if (clusterOf(file) === cluster) pair.head.set(file.path, file);
    for (const [path, file] of [...pair.base]) {
      const other = pair.head.get(path);
      if (!other || !(await base.read(file)).equals(await head.read(other))) continue;
      pair.base.delete(path);
      pair.head.delete(path);
    }
    if (pair.base.size + pair.head.size > 0)
      yield { cluster, base: [...pair.base.values()], head: [...pair.head.values()] };
  }
}

function clusterOf({ path }: SideFile): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

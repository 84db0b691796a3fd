import { addTo } from '../lib/values/multimap';
import { haveClusterFolders, topFolder } from './cluster-folders';
import { hasBlobId } from './git/blob-id';
import type { Content, Side, SideFile } from './side';

/** A file, and what it holds. */
export interface ReadFile {
  readonly file: SideFile;
  readonly content: Content;
}

/** The files of one cluster on both sides. */
export interface ClusterPair {
  /** The folder's name; empty where folders are no clusters, and for files that are in none. */
  readonly cluster: string;
  /** Those that are not on the other side, or not with the same bytes. */
  readonly changed: { readonly before: readonly ReadFile[]; readonly after: readonly ReadFile[] };
  /** Those that are equal byte for byte. */
  readonly equal: readonly { readonly before: SideFile; readonly after: SideFile }[];
}

/** The clusters of two sides, in order. */
export async function* clusterPairs(base: Side, head: Side): AsyncGenerator<ClusterPair> {
  const clusterOf = (await haveClusterFolders(base, head)) ? topFolder : () => '';
  const before = byCluster(base, clusterOf);
  const after = byCluster(head, clusterOf);
  for (const cluster of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const others = new Map((after.get(cluster) ?? []).map((file) => [file.path, file]));
    const pair = { cluster, changed: { before: [] as ReadFile[], after: [] as ReadFile[] }, equal: [] as Equal[] };
    for (const file of before.get(cluster) ?? []) {
      const other = others.get(file.path);
      others.delete(file.path);
      const differing = other ? await readDiffering(base, file, head, other) : { before: await base.read(file) };
      if (differing) pair.changed.before.push({ file, content: differing.before });
      if (other && differing?.after) pair.changed.after.push({ file: other, content: differing.after });
      if (other && !differing) pair.equal.push({ before: file, after: other });
    }
    for (const file of others.values()) pair.changed.after.push({ file, content: await head.read(file) });
    yield pair;
  }
}

type Equal = ClusterPair['equal'][number];

function byCluster(side: Side, clusterOf: (file: SideFile) => string): ReadonlyMap<string, readonly SideFile[]> {
  const clusters = new Map<string, SideFile[]>();
  for (const file of side.files) addTo(clusters, clusterOf(file), file);
  return clusters;
}

/** What two files hold that are not equal; `undefined` for those that are. Nothing is read that git says is equal. */
async function readDiffering(
  base: Side,
  before: SideFile,
  head: Side,
  after: SideFile,
): Promise<{ readonly before: Content; readonly after?: Content } | undefined> {
  if (before.blob !== undefined && before.blob === after.blob) return undefined;
  const earlier = before.blob === undefined || after.blob !== undefined ? await base.read(before) : undefined;
  if (earlier && 'bytes' in earlier && after.blob !== undefined && hasBlobId(earlier.bytes, after.blob))
    return undefined;
  const later = await head.read(after);
  if (before.blob !== undefined && 'bytes' in later && hasBlobId(later.bytes, before.blob)) return undefined;
  const read = earlier ?? (await base.read(before));
  return 'bytes' in read && 'bytes' in later && read.bytes.equals(later.bytes)
    ? undefined
    : { before: read, after: later };
}

import { textOf } from '../reading/read-file';
import { splitDocuments } from '../reading/split-documents';
import type { Side, SideFile } from './side';

/** The folder that a file is in, right below the root; empty for those that are in none. */
export function topFolder({ path }: SideFile): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/**
 * Whether each folder right below the root is a cluster of its own, on both sides alike: where cdk8s rendered everything into such
 * folders, and where two of them have an object in common, which one cluster could hold only once. Otherwise all is one cluster.
 */
export async function haveClusterFolders(base: Side, head: Side): Promise<boolean> {
  const files = [...base.files, ...head.files];
  if (files.some(({ path }) => path === '')) return false;
  const rendered = files.filter(({ path }) => path.endsWith('.k8s.yaml'));
  if (rendered.length > 0 && rendered.every((file) => topFolder(file) !== '')) return true;
  return (await foldersShareObject(head)) || foldersShareObject(base);
}

/** In a fleet, the second cluster answers this. */
async function foldersShareObject(side: Side): Promise<boolean> {
  const folders = new Map<string, string>();
  const inFolders = side.files.filter((file) => topFolder(file) !== '');
  if (new Set(inFolders.map(topFolder)).size < 2) return false;
  for (const file of inFolders) {
    for (const key of await keysIn(side, file)) {
      const folder = folders.get(key) ?? topFolder(file);
      if (folder !== topFolder(file)) return true;
      folders.set(key, folder);
    }
  }
  return false;
}

/** What tells objects apart, as far as that can be seen without parsing. Folders of one cluster may repeat its namespaces. */
async function keysIn(side: Side, file: SideFile): Promise<string[]> {
  const content = await side.read(file);
  const decoded = 'bytes' in content ? textOf(content.bytes) : content;
  if (!('text' in decoded)) return [];
  return splitDocuments(decoded.text).flatMap(({ text }) => {
    const [, kind] = /^kind: *(\S+)/m.exec(text) ?? [];
    const [metadata = ''] = /^metadata:(?:\n {2}.*)+/m.exec(text) ?? [];
    const [, name] = /^ {2}name: *(\S+)/m.exec(metadata) ?? [];
    const [, namespace = ''] = /^ {2}namespace: *(\S+)/m.exec(metadata) ?? [];
    return kind === undefined || name === undefined || kind === 'Namespace' ? [] : [`${kind}/${namespace}/${name}`];
  });
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../lib/manifests/kubernetes-object';
import { manifestFiles } from '../../reading/manifest-files';
import { readFile } from '../../reading/read-file';

const ROOT = join(__dirname, '..', '..', '..');
const TREES = ['dist', ...readdirSync(join(ROOT, 'examples')).map((name) => join('examples', name, 'dist'))];

/** The objects of each cluster that the repository's own fleets render. */
export const RENDERED: readonly (readonly KubernetesObject[])[] = TREES.flatMap((tree) => {
  const clusters = new Map<string, KubernetesObject[]>();
  for (const names of manifestFiles(join(ROOT, tree)).files) {
    const [cluster = ''] = names;
    const { objects } = readFile(join(ROOT, tree, ...names));
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), ...objects.map(({ object }) => object)]);
  }
  return [...clusters.values()];
});

import { stringify } from 'yaml';
import { type KubernetesObject, labelsOf } from '../../../lib/manifests/kubernetes-object';
import { readDocuments } from '../../../reading/documents';
import { BLOB_ENDPOINT, type ServerPair, type Way } from '../../diff/server/pair';
import { LABEL, PREFIX } from '../cluster/namespaces';

/** On everything of these runs, as scenarios have their ids. */
export const ID = 'diff';

/** What finds the objects of these runs that are in no namespace. */
export const LABELLED = `${LABEL}=${ID}`;

/** Kinds of pairs that are in no namespace. */
export const CLUSTER_SCOPED = [
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CustomResourceDefinition',
  'IngressClass',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
];

/** A pair with names of its own, so that others can run beside it. */
export interface PlacedPair {
  readonly pair: ServerPair;
  readonly way: Way;
  readonly namespace: string;
  readonly before: readonly KubernetesObject[];
  readonly after: readonly KubernetesObject[];
}

/** Gives a pair a namespace, and puts its name where the pair says `diff`. */
export function place(pair: ServerPair, way: Way, index: number, blobEndpoint: string): PlacedPair {
  const namespace = `${PREFIX}${ID}-${index}`;
  const objects = (text: string) =>
    readDocuments(
      'pair.yaml',
      text.replace(/\bdiff\b/g, namespace).replaceAll(BLOB_ENDPOINT, blobEndpoint),
    ).objects.map(({ object }) => (CLUSTER_SCOPED.includes(object.kind) ? labelled(object) : object));
  return { pair, way, namespace, before: objects(pair.before), after: objects(pair.after) };
}

/** By the label what an interrupted run left is found. It is the same on both sides. */
function labelled(object: KubernetesObject): KubernetesObject {
  const labels = { ...labelsOf(object), [LABEL]: ID };
  const metadata = { ...object.metadata, labels };
  return { ...object, metadata };
}

/** As files have them. */
export function yamlOf(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${stringify(object)}`).join('');
}

/** What is there before and not after, which GitOps tools prune. */
export function pruned({ before, after }: PlacedPair): readonly KubernetesObject[] {
  const identity = ({ apiVersion, kind, metadata }: KubernetesObject) =>
    [apiVersion.replace(/\/.*|^v1$/, ''), kind, metadata.namespace, metadata.name].join('/');
  const kept = new Set(after.map(identity));
  return before.filter((object) => !kept.has(identity(object)));
}

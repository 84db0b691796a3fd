import type { Needs } from '../../diff/server/pair';
import { BlobStore } from '../blob/blob-store';
import type { Kubectl } from '../cluster/kubectl';
import type { KubernetesObject } from '../cluster/objects';

interface Node extends KubernetesObject {
  readonly status: { readonly images?: readonly { readonly names?: readonly string[] }[] };
}

/** What a cluster has of what pairs may need. */
export interface Found {
  readonly images: ReadonlySet<string>;
  readonly operator: boolean;
  /** Why Azurite is not reached. @default - it is */
  readonly blobStore?: string;
}

export async function findNeeds(kubectl: Kubectl, blobEndpoint: string, signal: AbortSignal): Promise<Found> {
  const nodes = await kubectl.list<Node>('nodes');
  const images = nodes.flatMap(({ status }) => (status.images ?? []).flatMap(({ names = [] }) => names));
  const definition = ['get', 'crd', 'prometheuses.monitoring.coreos.com', '--ignore-not-found', '--output=name'];
  const blobStore = await new BlobStore(blobEndpoint, signal).containers().then(
    () => undefined,
    () => `Azurite does not answer at ${blobEndpoint}`,
  );
  return { images: new Set(images), operator: (await kubectl.run(definition)).trim() !== '', blobStore };
}

/** Why a pair cannot run in this cluster; nothing where it can. */
export function unmet({ images = [], operator, blobStore }: Needs, found: Found): string | undefined {
  const absent = images.filter((image) => !found.images.has(image));
  if (absent.length > 0) return `no node has ${absent.join(', ')}`;
  if (operator && !found.operator) return 'there is no Prometheus Operator';
  return blobStore ? found.blobStore : undefined;
}

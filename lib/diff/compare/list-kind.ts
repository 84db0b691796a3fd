import { asText, at } from '../../manifests/value';
import type { Path } from '../path';

/** How the items of a list are told apart: by a key, by all that they hold, by where they stand, or as arguments by their flags. */
export type ListKind =
  | { readonly by: 'key'; readonly keyOf: (item: unknown) => string | undefined }
  | { readonly by: 'content' }
  | { readonly by: 'position' }
  | { readonly by: 'flag' };

const NAME: ListKind = { by: 'key', keyOf: (item) => asText(at(item, 'name')) };

/** Lists by the field that holds them. */
const BY_FIELD: Readonly<Record<string, ListKind>> = {
  containers: NAME,
  initContainers: NAME,
  volumes: NAME,
  env: NAME,
  volumeMounts: { by: 'key', keyOf: (item) => asText(at(item, 'mountPath')) },
  args: { by: 'flag' },
  accessModes: { by: 'content' },
  finalizers: { by: 'content' },
};

/** How the list at a path of a kind of objects is compared. */
export function listKind(_kind: string, path: Path): ListKind {
  return BY_FIELD[path.at(-1) ?? ''] ?? { by: 'position' };
}

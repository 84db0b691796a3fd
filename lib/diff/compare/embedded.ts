import type { ConfigReader } from '../../manifests/config-reader';
import type { Path } from '../path';

/** A configuration file that a field holds as text, read; `undefined` where the field is mere text. */
export function embedded(kind: string, path: Path, text: string, reader: ConfigReader): object | undefined {
  if (kind !== '/ConfigMap' || path[0] !== 'data' || path.length !== 2) return undefined;
  const read = reader.read(text);
  return typeof read === 'object' && read !== null ? read : undefined;
}

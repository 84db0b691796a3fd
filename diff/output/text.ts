import { pathText } from '../../lib/diff/path';
import { nameOf } from '../../lib/manifests/kubernetes-object';
import type { DiffReport } from '../report';

/** A report as a person reads it: the worst first. */
export function text({ clusters }: DiffReport): string {
  return clusters
    .flatMap(({ cluster, objects }) =>
      objects.flatMap(({ object, fields }) => [
        `${cluster ? `${cluster}: ` : ''}${nameOf(object)}`,
        ...fields.map(({ level, code, path, message }) => `  ${level} ${code} ${pathText(path)} ${message}`),
        '',
      ]),
    )
    .join('\n');
}

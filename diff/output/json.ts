import { pathText } from '../../lib/diff/path';
import { namespaceOf } from '../../lib/manifests/kubernetes-object';
import type { DiffReport } from '../report';

/** A report for programs. Fields are added to it, and never change their meaning while `version` is 1. */
export function json({ base, head, clusters, problems }: DiffReport): string {
  const changes = clusters.flatMap(({ cluster, objects }) =>
    objects.flatMap(({ object, fields }) =>
      fields.map(({ path, before, after, level, code, message, also }) => ({
        cluster,
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: namespaceOf(object),
        name: object.metadata.name,
        path: pathText(path),
        before,
        after,
        level,
        code,
        message,
        also,
      })),
    ),
  );
  const patches = clusters.flatMap(({ cluster, objects }) =>
    objects.flatMap(({ object, change }) =>
      change.type === 'changed'
        ? {
            cluster,
            apiVersion: object.apiVersion,
            kind: object.kind,
            namespace: namespaceOf(object),
            name: object.metadata.name,
            patch: change.patch,
          }
        : [],
    ),
  );
  return `${JSON.stringify({ version: 1, base, head, changes, patches, problems }, null, 2)}\n`;
}

import { type KubernetesObject, nameOf } from '../../kubernetes-object';
import { MadeObjects } from '../../made-objects';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { operatedPods } from '../../operated-pods';
import { operatedReferences, podReferences, type Reference } from '../../references';

/** Objects that pods need and nobody makes. It takes somebody who can declare what exists, so other people's manifests are not asked. */
export const missingReference: ManifestRule = {
  rule: 'THANOS-114',
  check: (cluster) => {
    if (!cluster.existing) return [];
    const made = new MadeObjects(cluster);
    const missing = (object: KubernetesObject, namespace: string, references: readonly Reference[]): Finding[] => {
      const seen = new Set<string>();
      return references.flatMap(({ kind, name, by }) => {
        if (made.has(kind, namespace, name) || seen.has(`${kind}/${name}`)) return [];
        seen.add(`${kind}/${name}`);
        return [
          {
            object,
            what: `${nameOf(object)} needs ${kind} "${name}" (${by}), which this cluster does not make, so its pods would not start`,
            fix: `Write its name as it is, make it, or say that somebody else does: declareExisting(cluster, { kind: '${kind}', namespace: '${namespace}', name: '${name}' })`,
          },
        ];
      });
    };
    return [
      ...cluster.workloads.flatMap(({ object, namespace, podSpec }) =>
        missing(object, namespace, podReferences(podSpec)),
      ),
      ...operatedPods(cluster).flatMap(({ object, namespace, podSpec }) =>
        missing(object, namespace, operatedReferences(podSpec)),
      ),
    ];
  },
};

import type { Inventory } from '../../inventory';
import { type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asNumber, asText, at } from '../../value';

interface Autoscaler {
  readonly autoscaler: KubernetesObject;
  /** What it scales, as `kind name`. */
  readonly reference: { readonly kind: string; readonly name: string };
  /** The object, if it is made here. */
  readonly target: KubernetesObject | undefined;
  readonly minimum: number;
  readonly maximum: number;
}

/** The autoscalers of workloads. */
export function autoscalers(cluster: Inventory): Autoscaler[] {
  return cluster.ofKind('autoscaling', 'HorizontalPodAutoscaler').flatMap((autoscaler) => {
    const { scaleTargetRef, minReplicas, maxReplicas } = specOf(autoscaler);
    const kind = asText(at(scaleTargetRef, 'kind')) ?? '';
    const name = asText(at(scaleTargetRef, 'name')) ?? '';
    if (!['Deployment', 'ReplicaSet', 'StatefulSet'].includes(kind)) return [];
    const target = cluster.find('apps', kind, namespaceOf(autoscaler), name);
    const minimum = asNumber(minReplicas) ?? 1;
    return [{ autoscaler, reference: { kind, name }, target, minimum, maximum: asNumber(maxReplicas) ?? minimum }];
  });
}

/** A number of replicas in the manifest of what an autoscaler scales. */
export const fixedReplicas: ManifestRule = {
  rule: 'THANOS-119',
  check: (cluster) =>
    autoscalers(cluster).flatMap(({ autoscaler, target }): Finding[] => {
      const replicas = target && specOf(target)['replicas'];
      if (!target || replicas === undefined || replicas === null) return [];
      return [
        {
          object: target,
          what: `${nameOf(target)} has replicas ${replicas}, and ${nameOf(autoscaler)} scales it: each time it is applied, it falls back to ${replicas}, whatever the load is`,
          fix: 'Leave replicas out; the autoscaler has minReplicas',
          related: [autoscaler],
        },
      ];
    }),
};

/** Autoscalers of workloads that are not among the manifests. */
export const autoscalerWithoutTarget: ManifestRule = {
  rule: 'THANOS-120',
  check: (cluster) =>
    autoscalers(cluster).flatMap(({ autoscaler, target, reference }): Finding[] => {
      if (target) return [];
      const namespace = namespaceOf(autoscaler);
      const namesake = cluster.workloadsIn(namespace).some(({ object }) => object.metadata.name === reference.name);
      // Manifests that are only a part of what is applied may well leave it out, unless it is here as another kind.
      const unplaced = namespace !== '' && cluster.workloadsIn('').length > 0;
      if (!namesake && (!cluster.isWhole || unplaced)) return [];
      return [
        {
          object: autoscaler,
          what: `${nameOf(autoscaler)} scales ${reference.kind} "${reference.name}", which is not here: nothing would be scaled`,
          fix: 'Write the kind and the name of a workload in its namespace',
        },
      ];
    }),
};

/** Bounds that the API server refuses. */
export const autoscalerBounds: ManifestRule = {
  rule: 'THANOS-121',
  check: (cluster) =>
    autoscalers(cluster)
      .filter(({ minimum, maximum }) => minimum > maximum || maximum < 1)
      .map(({ autoscaler, minimum, maximum }) => ({
        object: autoscaler,
        what: `${nameOf(autoscaler)} runs from ${minimum} to ${maximum} replicas, which the API server refuses: the first may not be above the second, and that not below 1`,
        fix: 'Write minReplicas and maxReplicas in that order',
      })),
};

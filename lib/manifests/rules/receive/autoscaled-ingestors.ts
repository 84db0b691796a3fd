import { groupOf, type KubernetesObject, namespaceOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { receiversOf } from '../../receiver';
import { asText, at } from '../../value';

const AUTOSCALERS = [
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['keda.sh', 'ScaledObject'],
] as const;

export const autoscaledIngestors: ManifestRule = {
  rule: 'THANOS-009',
  check: (cluster) => {
    const members = new Set<KubernetesObject>();
    for (const { rings } of receiversOf(cluster)) {
      for (const { destination } of rings.flatMap(({ entries }) => entries)) {
        if (destination?.onePod) for (const { object } of destination.workloads) members.add(object);
      }
    }
    if (members.size === 0) return [];
    return AUTOSCALERS.flatMap(([group, kind]) => cluster.ofKind(group, kind)).flatMap((autoscaler) => {
      const target = [...members].find((member) => scales(autoscaler, member));
      if (!target) return [];
      return [
        {
          object: autoscaler,
          what: `It changes the number of pods of ${target.kind} ${target.metadata.name}, which a hashring names one by one: pods that it adds would get nothing, and writes for those that it takes would fail`,
          fix: 'Scale routers and queriers instead, and change the number of ingestors together with the hashring',
          related: [target],
        },
      ];
    });
  },
};

function scales(autoscaler: KubernetesObject, target: KubernetesObject): boolean {
  const reference = at(autoscaler, 'spec', 'scaleTargetRef');
  const version = asText(at(reference, 'apiVersion'));
  return (
    at(reference, 'name') === target.metadata.name &&
    (at(reference, 'kind') ?? 'Deployment') === target.kind &&
    (version === undefined || version.startsWith(`${groupOf(target)}/`)) &&
    namespaceOf(autoscaler) === namespaceOf(target)
  );
}

import { groupOf, type KubernetesObject, nameOf, specOf } from '../../kubernetes-object';
import { isEmptySelector, selectorMatches } from '../../label-selector';
import type { ManifestRule } from '../../manifest-rule';
import type { Workload } from '../../workload';

/** Kinds that own the pods which their selector matches. */
const OWNERS = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

const ownsPods = ({ object }: Workload) => groupOf(object) === 'apps' && OWNERS.includes(object.kind);
const selectorOf = (object: KubernetesObject) => specOf(object)['selector'];

/** Workloads whose selector does not match the pods that they make, which the API server refuses. */
export const selectorMissesTemplate: ManifestRule = {
  rule: 'THANOS-107',
  check: ({ workloads }) =>
    workloads.filter(ownsPods).flatMap(({ object, podLabels }) => {
      const selector = selectorOf(object);
      if (isEmptySelector(selector)) {
        return [
          {
            object,
            what: `${nameOf(object)} has no selector, which the API server refuses`,
            fix: 'Write a selector of labels that its pod template has, and no other does',
          },
        ];
      }
      if (selectorMatches(selector, podLabels)) return [];
      return [
        {
          object,
          what: `The selector of ${nameOf(object)} does not match the labels of its own pod template, which the API server refuses`,
          fix: 'Write the same labels in both',
        },
      ];
    }),
};

/** Workloads whose selectors match each other's pods. */
export const sharedPods: ManifestRule = {
  rule: 'THANOS-108',
  check: (cluster) =>
    cluster.workloads.filter(ownsPods).flatMap((workload) => {
      const { object, namespace } = workload;
      const selector = selectorOf(object);
      if (isEmptySelector(selector)) return [];
      const others = cluster
        .selectedBy(namespace, selector)
        .filter((other) => other.object !== object && ownsPods(other));
      // One that is rendered twice is another rule's.
      const [other] = others.filter((each) => nameOf(each.object) !== nameOf(object));
      if (!other) return [];
      return [
        {
          object,
          what: `The selector of ${nameOf(object)} also matches the pods of ${nameOf(other.object)}: whatever goes by it, such as an autoscaler or a disruption budget, counts both`,
          fix: 'Add a label that tells them apart to the selector and the pod template, for example app.kubernetes.io/component; of a workload that is applied already, the selector cannot be changed: delete it first',
          related: [other.object],
        },
      ];
    }),
};

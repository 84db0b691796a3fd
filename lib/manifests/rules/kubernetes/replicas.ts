import { nameOf, specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { asNumber } from '../../value';

/** Numbers of replicas that the API server refuses. None at all is refused of our own components only: others may rest. */
export const refusedReplicas: ManifestRule = {
  rule: 'THANOS-130',
  check: ({ workloads }) =>
    workloads.flatMap(({ object }) => {
      const replicas = asNumber(specOf(object)['replicas']);
      if (replicas === undefined || (Number.isInteger(replicas) && replicas >= 0)) return [];
      return [
        {
          object,
          what: `${nameOf(object)} has replicas ${replicas}, which the API server refuses`,
          fix: 'Write a whole number of 0 or more',
        },
      ];
    }),
};

import { externalLabels, replicaLabels } from '../../external-labels';
import type { ManifestRule } from '../../manifest-rule';
import { receiversOf } from '../../receiver';

const PER_POD = '--label=receive_replica="$(POD_NAME)", with POD_NAME from metadata.name';

export const noExternalLabels: ManifestRule = {
  rule: 'THANOS-014',
  check: (cluster) =>
    receiversOf(cluster).flatMap(({ process, mode }) => {
      const { object, replicas = 1 } = process.workload;
      if (externalLabels(process).size === 0) {
        return [
          {
            object,
            what: 'It runs a receiver without --label, with which Thanos does not start',
            fix: `Give it ${PER_POD}`,
          },
        ];
      }
      if (mode === 'router' || replicas < 2 || replicaLabels(process).length > 0) return [];
      return [
        {
          object,
          what: `Its ${replicas} receivers all have the same labels (${[...externalLabels(process).keys()].join(', ')}), so that their blocks overlap, and the compactor halts or takes one for a copy of the other`,
          fix: `Give it ${PER_POD}`,
        },
      ];
    }),
};

export const equalRulers: ManifestRule = {
  rule: 'THANOS-017',
  check: (cluster) =>
    cluster.running('rule').flatMap((process) => {
      const { object, replicas = 1 } = process.workload;
      if (replicas < 2 || replicaLabels(process).length > 0) return [];
      return [
        {
          object,
          what: `Its ${replicas} rulers have no label by which they differ: their blocks overlap and halt the compactor, what they record clashes, and no querier can tell their series apart`,
          fix: 'Give it --label=rule_replica="$(POD_NAME)" with POD_NAME from metadata.name, and --alert.label-drop=rule_replica',
        },
      ];
    }),
};

import { blockWritersOf } from '../../block-writers';
import { clashes } from '../../clashes';
import { keyOf, nameOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { bucketAddress, type ObjectStoreConfig } from '../../object-store';

/** Two writers whose blocks nothing tells apart. */
export const sameBlockLabels: ManifestRule = {
  rule: 'THANOS-311',
  check: (cluster) => {
    const labels = new Map(blockWritersOf(cluster).map((writer) => [writer.store, writer.labels]));
    const workloadOf = ({ process }: ObjectStoreConfig) => process.workload.object;
    return clashes([...labels.keys()], (store) => `${bucketAddress(store)} ${labels.get(store)}`)
      .map(([first, second]) => [workloadOf(first), workloadOf(second)] as const)
      .filter(([first, second]) => keyOf(first) !== keyOf(second))
      .map(([first, object]) => ({
        object,
        what: `${nameOf(first)} writes blocks with the same external labels (--label) into the same bucket: where they hold the same tenant, they overlap, and the compactor halts`,
        fix: 'Give each a label that the other does not have, or a bucket or prefix of its own',
        related: [first],
      }));
  },
};

import { blockWritersOf } from '../../block-writers';
import { keyOf, nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { bucketAddress, type ObjectStoreConfig } from '../../object-store';

/** Two writers whose blocks nothing tells apart. */
export const sameBlockLabels: ManifestRule = {
  rule: 'THANOS-311',
  check: (cluster) => {
    const labels = new Map(blockWritersOf(cluster).map((writer) => [writer.store, writer.labels]));
    return clashes([...labels.keys()], (store) => `${bucketAddress(store)} ${labels.get(store)}`).map(
      ([first, second]): Finding => ({
        object: second.process.workload.object,
        what: `${nameOf(first.process.workload.object)} writes blocks with the same external labels (--label) into the same bucket: where they hold the same tenant, they overlap, and the compactor halts`,
        fix: 'Give each a label that the other does not have, or a bucket or prefix of its own',
        related: [first.process.workload.object],
      }),
    );
  },
};

/** Each one of another workload whose key an earlier one has, with that one. */
function clashes(
  stores: readonly ObjectStoreConfig[],
  key: (store: ObjectStoreConfig) => string | undefined,
): [ObjectStoreConfig, ObjectStoreConfig][] {
  const first = new Map<string, ObjectStoreConfig>();
  const clashing: [ObjectStoreConfig, ObjectStoreConfig][] = [];
  for (const store of stores) {
    const value = key(store);
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (!earlier) first.set(value, store);
    else if (keyOf(earlier.process.workload.object) !== keyOf(store.process.workload.object))
      clashing.push([earlier, store]);
  }
  return clashing;
}

import { bucketOf } from '../../bucket';
import { blockSelection, selectSameBlocks } from '../../compactor';
import type { Inventory } from '../../inventory';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asNumber, asText, at } from '../../value';

/** Two compactors at work on the same blocks: each deletes what the other is reading, or compacts it twice. */
export const compactorsOverlap: ManifestRule = {
  rule: 'THANOS-018',
  check: (cluster) => {
    const compactors = cluster.running('compact');
    return [...compactors.flatMap((compactor) => severalPods(cluster, compactor)), ...sameBlocks(compactors)];
  },
};

const FIX = 'Run one pod: a StatefulSet with replicas: 1, or a Deployment with strategy type Recreate';

function severalPods(cluster: Inventory, compactor: ThanosProcess): Finding[] {
  const { object, replicas = 1 } = compactor.workload;
  // Each pod may read from its environment which blocks are its own.
  if (blockSelection(compactor) === 'unknown') return [];
  const finding = (what: string, fix = FIX): Finding[] => [
    { object, what: `${what}, and two compactors at work on the same blocks destroy them`, fix },
  ];
  if (object.kind === 'DaemonSet') return finding(`${nameOf(object)} runs a compactor on every node`);
  if (replicas > 1) return finding(`${nameOf(object)} runs ${replicas} compactors that take the same blocks`);
  const scaler = autoscalerOf(cluster, compactor);
  if (scaler)
    return finding(`${scaler} scales ${nameOf(object)}, a compactor`, 'Remove the autoscaler, and run one pod');
  if (object.kind === 'Deployment' && replicas === 1 && at(object, 'spec', 'strategy', 'type') !== 'Recreate') {
    return finding(`A rollout of ${nameOf(object)} starts a new compactor before the old one is gone`);
  }
  return [];
}

function autoscalerOf(cluster: Inventory, { workload: { object, namespace } }: ThanosProcess): string | undefined {
  const scaler = cluster.ofKind('autoscaling', 'HorizontalPodAutoscaler').find((each) => {
    const { kind, name } = {
      kind: at(each, 'spec', 'scaleTargetRef', 'kind'),
      name: at(each, 'spec', 'scaleTargetRef', 'name'),
    };
    return (
      kind === object.kind &&
      name === object.metadata.name &&
      (asText(each.metadata.namespace) ?? '') === namespace &&
      (asNumber(at(each, 'spec', 'maxReplicas')) ?? 1) > 1
    );
  });
  return scaler && nameOf(scaler);
}

function sameBlocks(compactors: readonly ThanosProcess[]): Finding[] {
  const byBucket = new Map<string, ThanosProcess[]>();
  for (const compactor of compactors) {
    const bucket = bucketOf(compactor);
    if (bucket !== undefined) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), compactor]);
  }
  return [...byBucket.values()].flatMap((group) =>
    group.flatMap((compactor, index): Finding[] => {
      const selection = blockSelection(compactor);
      const earlier = group.slice(0, index).find((other) => selectSameBlocks(selection, blockSelection(other)));
      if (!earlier) return [];
      const { object } = compactor.workload;
      return [
        {
          object,
          what: `${nameOf(object)} compacts the same blocks of the same bucket as ${nameOf(earlier.workload.object)}, and two compactors at work on the same blocks destroy them`,
          fix: 'Keep one of them, or give each a --selector.relabel-config that no block passes twice',
          related: [earlier.workload.object],
        },
      ];
    }),
  );
}

import { bucketOf } from '../../bucket';
import { blockSelection, selectSameBlocks } from '../../compactor';
import type { Inventory } from '../../inventory';
import { type KubernetesObject, keyOf, nameOf, namespaceOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asNumber, asText, at } from '../../value';

/** Two compactors at work on the same blocks: each deletes what the other is reading, or compacts it twice. */
export const compactorsOverlap: ManifestRule = {
  rule: 'THANOS-018',
  check: (cluster) => {
    const compactors = cluster.running('compact');
    if (compactors.length === 0) return [];
    const scalers = autoscalers(cluster);
    return [...compactors.flatMap((compactor) => severalPods(compactor, scalers)), ...sameBlocks(compactors)];
  },
};

const FIX = 'Run one pod: a StatefulSet with replicas: 1, or a Deployment with strategy type Recreate';

function severalPods(compactor: ThanosProcess, scalers: ReadonlyMap<string, KubernetesObject>): Finding[] {
  const { object, namespace, replicas = 1 } = compactor.workload;
  const finding = (what: string, fix = FIX): Finding[] => [
    { object, what: `${what}, and two compactors at work on the same blocks destroy them`, fix },
  ];
  if (object.kind === 'Deployment' && replicas === 1 && at(object, 'spec', 'strategy', 'type') !== 'Recreate') {
    return finding(`A rollout of ${nameOf(object)} starts a new compactor before the old one is gone`);
  }
  // Each pod may read from its environment which blocks are its own.
  if (blockSelection(compactor) === 'unknown') return [];
  if (object.kind === 'DaemonSet') return finding(`${nameOf(object)} runs a compactor on every node`);
  if (replicas > 1) return finding(`${nameOf(object)} runs ${replicas} compactors that take the same blocks`);
  const scaler = scalers.get(targetKey(namespace, object.kind, object.metadata.name));
  if (!scaler) return [];
  return finding(`${nameOf(scaler)} scales ${nameOf(object)}, a compactor`, 'Remove the autoscaler, and run one pod');
}

/** The autoscalers that may run several pods, by what they scale. */
function autoscalers(cluster: Inventory): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    cluster
      .ofKind('autoscaling', 'HorizontalPodAutoscaler')
      .filter((each) => (asNumber(at(each, 'spec', 'maxReplicas')) ?? 1) > 1)
      .map((each) => {
        const target = at(each, 'spec', 'scaleTargetRef');
        return [targetKey(namespaceOf(each), asText(at(target, 'kind')), asText(at(target, 'name'))), each];
      }),
  );
}

function targetKey(namespace: string, kind = '', name = ''): string {
  return `${namespace}/${kind}/${name}`;
}

function sameBlocks(compactors: readonly ThanosProcess[]): Finding[] {
  const byBucket = new Map<string, ThanosProcess[]>();
  return compactors.flatMap((compactor): Finding[] => {
    const bucket = bucketOf(compactor);
    if (bucket === undefined) return [];
    const earlier = byBucket.get(bucket) ?? [];
    byBucket.set(bucket, earlier);
    const selection = blockSelection(compactor);
    const other = earlier.find((each) => selectSameBlocks(selection, blockSelection(each)));
    // Of two objects of one name, the second replaces the first.
    if (other && keyOf(other.workload.object) === keyOf(compactor.workload.object)) return [];
    if (!other) {
      earlier.push(compactor);
      return [];
    }
    const { object } = compactor.workload;
    return [
      {
        object,
        what: `${nameOf(object)} compacts the same blocks of the same bucket as ${nameOf(other.workload.object)}, and two compactors at work on the same blocks destroy them`,
        fix: 'Keep one of them, or give each a --selector.relabel-config that no block passes twice',
        related: [other.workload.object],
      },
    ];
  });
}

import { compactorsOverlap } from '../../../manifests/rules/thanos/compactors';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import type { ClusterChange } from '../../cluster-change';
import { bucketName, bucketPlace } from './bucket-place';
import { causesInObjects, isSizeOrArguments, newFindings } from './new-findings';
import { changeOf } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck } from './verdict';

/** Compactors that are doubled, and store gateways that are gone. */
export const wholeWorkloads: ClusterCheck = function* (cluster) {
  yield* newFindings(cluster, compactorsOverlap, 'DIFF-411', (finding) =>
    causesInObjects(cluster, finding, isSizeOrArguments),
  );
  for (const store of cluster.before.running('store')) {
    const change = changeOf(cluster, store.workload.object);
    if (change?.type !== 'removed' || isReplaced(store, cluster)) continue;
    yield {
      code: 'DIFF-417',
      message: `${who(store)} is gone, and no store gateway here reads ${bucketName(store)} any more: everything that is older than the disks of receivers and rulers is in no answer. The blocks stay in the bucket`,
      causes: [{ change }],
    };
  }
};

function isReplaced(store: ThanosProcess, cluster: ClusterChange): boolean {
  const place = bucketPlace(store);
  return cluster.after.running('store').some((other) => place === undefined || bucketPlace(other) === place);
}

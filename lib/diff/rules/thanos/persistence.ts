import { isAt, isBelow, type Path } from '../../path';
import { causesOf, workloadCauses } from './causes';
import { type Disk, diskOf, graceOf, pathFlag } from './disk';
import { processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck } from './verdict';
import { hasTsdb } from './writer';

/** A minute less than kube-thanos gives receivers is too short already, as far as anybody has measured. */
const ENOUGH = 900;

/** Whether what a receiver or ruler has on its disk is still there for its next pod. */
export const persistence: ClusterCheck = function* (cluster) {
  for (const { before, after } of processPairs(cluster)) {
    if (!hasTsdb(before) || !hasTsdb(after)) continue;
    const [from, to] = [diskOf(before), diskOf(after)];
    const same = from.volume === to.volume && from.kind === to.kind;
    if (from.kind === 'claim' && !(same && from.folder === to.folder)) {
      const flag = pathFlag(after);
      const moved = causesOf(cluster, { before, after }, [flag]);
      const causes = moved.length > 0 ? moved : workloadCauses(cluster, after, isStorage);
      const where =
        to.kind === 'claim'
          ? same
            ? `in ${to.folder} of the claim in place of ${from.folder}`
            : `on claim ${to.volume} in place of ${from.volume}`
          : `${KINDS[to.kind]}, which is gone with the pod, in place of claim ${from.volume}`;
      yield {
        code: 'DIFF-460',
        message: `${who(after)} has its TSDB ${where}: it starts empty, and what was not uploaded yet, up to the last hours of every series, is not read any more. ${to.kind === 'claim' ? 'Move the folders of the tenants there first' : `Keep --${flag} below the mountPath of a claim`}`,
        causes,
      };
    }
    const [grace, shorter] = [graceOf(before), graceOf(after)];
    if (shorter < grace && shorter < ENOUGH) {
      const causes = workloadCauses(cluster, after, (path) =>
        isAt(path, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds'),
      );
      yield {
        code: 'DIFF-461',
        message: `Pods of ${who(after)} are killed ${shorter}s after they are told to end, ${grace}s before: in that time they write their head as a block and upload it. What is cut off is on the disk alone until the pod comes back, and lost if its disk does not. Leave ${ENOUGH}s; a pod that is done ends earlier`,
        causes,
      };
    }
  }
};

const KINDS: Readonly<Record<Disk['kind'], string>> = {
  claim: 'on a claim',
  emptyDir: 'on an emptyDir',
  hostPath: "on its node's disk",
  container: 'in the file system of the container',
};

function isStorage(path: Path): boolean {
  return (
    isBelow(path, 'spec', 'volumeClaimTemplates') ||
    isBelow(path, 'spec', 'template', 'spec', 'volumes') ||
    isBelow(path, 'spec', 'template', 'spec', 'containers', '[*]', 'volumeMounts')
  );
}

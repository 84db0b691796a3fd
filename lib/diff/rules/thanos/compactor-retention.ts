import type { ThanosProcess } from '../../../manifests/thanos-process';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { differs, fromTo, isOn, retentionOf, shownValue, spanOf, who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';

const RESOLUTIONS: Readonly<Record<string, string>> = {
  'retention.resolution-raw': 'raw samples',
  'retention.resolution-5m': 'samples of 5 minutes',
  'retention.resolution-1h': 'samples of 1 hour',
};

/** How long a bucket keeps what is in it. */
export const compactorRetention: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    if (pair.after.subcommand === 'compact') {
      for (const flag of Object.keys(RESOLUTIONS)) {
        if (differs(pair, flag)) yield { ...retention(pair, flag), causes: causesOf(cluster, pair, [flag]) };
      }
      if (isOn(pair.after, 'downsampling.disable') && !isOn(pair.before, 'downsampling.disable')) {
        yield { ...downsamplingOff(pair.after), causes: causesOf(cluster, pair, ['downsampling.disable']) };
      }
      if (differs(pair, 'delete-delay')) {
        const stores = cluster.after.running('store').filter((store) => readsSameBucket(store, pair.after));
        yield { ...deleteDelay(pair, stores), causes: causesOf(cluster, pair, ['delete-delay']) };
      }
    }
    if (pair.after.subcommand === 'store' && differs(pair, 'ignore-deletion-marks-delay')) {
      const compactors = cluster.after.running('compact').filter((compactor) => readsSameBucket(pair.after, compactor));
      const late = compactors.find((compactor) => isTooLate(pair.after, compactor));
      if (late) {
        const causes = causesOf(cluster, pair, ['ignore-deletion-marks-delay']);
        yield { code: 'DIFF-407', message: readsDeleted(pair.after, late), causes };
      }
    }
  }
};

type Said = Pick<Verdict, 'code' | 'message'>;

function retention(pair: ProcessPair, flag: string): Said {
  const { before, after } = pair;
  const kept = retentionOf(after, flag) ?? 0;
  const subject = `${who(after)} keeps ${RESOLUTIONS[flag]} in ${bucketName(after)}`;
  const words = `${shown(before, flag)} → ${shown(after, flag)}`;
  if (kept < (retentionOf(before, flag) ?? 0)) {
    return {
      code: 'DIFF-401',
      message: `${subject} for a shorter time, ${words}: at its next start it marks every older block of the bucket for deletion, and deletes them for good after ${shownValue(after, 'delete-delay')}. Until then, thanos tools bucket mark --remove brings a block back; nothing does later. If it is meant, list what goes first: thanos tools bucket ls`,
    };
  }
  return {
    code: 'DIFF-402',
    message: `${subject} for longer, ${words}: the compactor restarts, nothing is deleted earlier, and the bucket grows`,
  };
}

function shown(process: ThanosProcess, flag: string): string {
  return retentionOf(process, flag) === Number.POSITIVE_INFINITY
    ? `for ever (${shownValue(process, flag)})`
    : shownValue(process, flag);
}

function downsamplingOff(compactor: ThanosProcess): Said {
  const raw = retentionOf(compactor, 'retention.resolution-raw') ?? 0;
  if (raw === Number.POSITIVE_INFINITY) {
    return {
      code: 'DIFF-406',
      message: `${who(compactor)} makes no samples of 5 minutes and 1 hour any more. Raw samples are kept for ever, so nothing is lost, and queries over months read all of them`,
    };
  }
  return {
    code: 'DIFF-405',
    message: `${who(compactor)} makes no samples of 5 minutes and 1 hour any more, and deletes raw ones after ${shownValue(compactor, 'retention.resolution-raw')}: of what is written from now on nothing is left then. Keep downsampling on, or raise --retention.resolution-raw first`,
  };
}

function deleteDelay(pair: ProcessPair, stores: readonly ThanosProcess[]): Said {
  const { before, after } = pair;
  const late = stores.find((store) => isTooLate(store, after));
  if (late) return { code: 'DIFF-407', message: readsDeleted(late, after) };
  const shorter = (spanOf(after, 'delete-delay') ?? 0) < (spanOf(before, 'delete-delay') ?? 0);
  return {
    code: 'DIFF-408',
    message: `${who(after)} deletes blocks that it has marked ${shorter ? 'sooner' : 'later'}, ${fromTo(pair, 'delete-delay')}: that is the time in which a wrong retention can be taken back`,
  };
}

/** Whether a store gateway reads blocks longer than a compactor leaves them. */
function isTooLate(store: ThanosProcess, compactor: ThanosProcess): boolean {
  const ignored = spanOf(store, 'ignore-deletion-marks-delay');
  const deleted = spanOf(compactor, 'delete-delay');
  return ignored !== undefined && deleted !== undefined && ignored >= deleted;
}

function readsDeleted(store: ThanosProcess, compactor: ThanosProcess): string {
  return `${who(compactor)} deletes marked blocks after ${shownValue(compactor, 'delete-delay')}, and ${who(store)} reads them for ${shownValue(store, 'ignore-deletion-marks-delay')}: queries fail, or answer in part, for blocks that are gone, also for those whose compacted successor is not loaded yet. Keep --ignore-deletion-marks-delay at half of --delete-delay`;
}

function readsSameBucket(store: ThanosProcess, compactor: ThanosProcess): boolean {
  const place = bucketPlace(store);
  return place !== undefined && place === bucketPlace(compactor);
}

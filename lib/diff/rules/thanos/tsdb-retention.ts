import { byteCount } from '../../../manifests/byte-count';
import type { Inventory } from '../../../manifests/inventory';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { isSince } from '../../../manifests/thanos-version';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { differs, flagValue, fromTo, retentionOf, shownValue, who } from './settings';
import type { ClusterCheck, Verdict } from './verdict';
import { hasBucket, hasTsdb } from './writer';

/** Until a block is cut, uploaded and seen by store gateways. */
const HANDED_OVER = 6 * 3_600_000;

/** How long receivers and rulers keep blocks on their own disks. */
export const tsdbRetention: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    if (!hasTsdb(pair.before) || !hasTsdb(pair.after)) continue;
    if (differs(pair, 'tsdb.retention')) {
      const from = retentionOf(pair.before, 'tsdb.retention') ?? 0;
      const to = retentionOf(pair.after, 'tsdb.retention') ?? 0;
      const causes = causesOf(cluster, pair, ['tsdb.retention']);
      yield to < from
        ? { ...shortened(pair, from, to, cluster.after), causes }
        : {
            code: 'DIFF-404',
            message: `${who(pair.after)} keeps blocks on its own disk for longer, ${fromTo(pair, 'tsdb.retention')}: nothing is deleted earlier. The disk has to hold that much: see that its claim is large enough`,
            causes,
          };
    }
    const limits = [pair.before, pair.after].map((process) => sizeOf(process));
    const [before = 0, after = 0] = limits;
    if (after < before) {
      yield {
        ...(isHeldInBucket(pair.after, 0, cluster.after)
          ? { code: 'DIFF-404' as const, message: `${sizeMessage(pair)}, once they are in ${bucketName(pair.after)}` }
          : { code: 'DIFF-403' as const, message: `${sizeMessage(pair)}, and they are nowhere else` }),
        causes: causesOf(cluster, pair, ['tsdb.max-retention-bytes']),
      };
    }
  }
};

function sizeOf(process: ThanosProcess): number {
  const size = byteCount(flagValue(process, 'tsdb.max-retention-bytes') ?? 0) ?? 0;
  return size === 0 ? Number.POSITIVE_INFINITY : size;
}

function sizeMessage(pair: ProcessPair): string {
  return `${who(pair.after)} keeps fewer blocks on its disk, --tsdb.max-retention-bytes ${fromTo(pair, 'tsdb.max-retention-bytes')}: the oldest are deleted first`;
}

function shortened(pair: ProcessPair, from: number, to: number, cluster: Inventory): Pick<Verdict, 'code' | 'message'> {
  const { after } = pair;
  const words = `${who(after)} deletes blocks on its own disk sooner, ${fromTo(pair, 'tsdb.retention')}`;
  if (to >= HANDED_OVER && isHeldInBucket(after, from, cluster)) {
    const unsent =
      after.subcommand === 'receive' ? 'What is not uploaded yet is kept' : 'What is not uploaded by then is lost';
    return {
      code: 'DIFF-404',
      message: `${words}. ${bucketName(after)} has them for at least as long as they were on the disk, and a store gateway answers from it. ${unsent}`,
    };
  }
  const reason = !hasBucket(after)
    ? 'they are uploaded to no bucket, so what is older is gone for good. Let queries end there first, or give it a bucket, and wait until its blocks are in it'
    : to < HANDED_OVER
      ? 'it takes up to 6 hours until a block is cut, uploaded and seen by store gateways, so queries miss what is in between; and when the bucket fails for that long, rulers lose what they could not upload'
      : `it is not certain that what is older can be read from ${bucketName(after)} for as long: no store gateway here reads that bucket, or --retention.resolution-raw is shorter than what the disk had. Look into the bucket first (thanos tools bucket ls)`;
  return {
    code: 'DIFF-403',
    message: `${words}: ${reason}`,
  };
}

/** Whether a bucket has the blocks for that long, and is asked, as far as these manifests tell. */
function isHeldInBucket(process: ThanosProcess, span: number, cluster: Inventory): boolean {
  const place = bucketPlace(process);
  if (!hasBucket(process) || place === undefined) return false;
  const same = (subcommand: string) => cluster.running(subcommand).filter((each) => bucketPlace(each) === place);
  const raw = same('compact').map((compactor) => retentionOf(compactor, 'retention.resolution-raw') ?? 0);
  return same('store').length > 0 && raw.every((kept) => kept >= span);
}

/** What a process does with the samples that it is sent late, or with blocks, where that is less than before. */
export const tsdbWindows: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (!hasTsdb(before) || !hasTsdb(after)) continue;
    const window = 'tsdb.out-of-order.time-window';
    if (after.subcommand === 'receive' && differs(pair, window) && span(after, window) < span(before, window)) {
      yield {
        code: 'DIFF-463',
        message: `${who(after)} takes samples that come late for a shorter time, ${fromTo(pair, window)}: later ones are refused with 409, which Prometheus does not repeat. They are lost`,
        causes: causesOf(cluster, pair, [window]),
      };
    }
    const future = 'tsdb.too-far-in-future.time-window';
    const [open, closed] = [retentionOf(before, future) ?? 0, retentionOf(after, future) ?? 0];
    if (after.subcommand === 'receive' && closed < open) {
      yield {
        code: 'DIFF-466',
        message: `${who(after)} refuses samples from more than ${shownValue(after, future)} ahead of its clock (${fromTo(pair, future)}): those are of clients whose clock is wrong, and one of them can keep a head from taking all others`,
        causes: causesOf(cluster, pair, [future]),
      };
    }
    const durations = ['tsdb.min-block-duration', 'tsdb.max-block-duration', 'tsdb.block-duration'];
    const changed = durations.filter((flag) => differs(pair, flag));
    if (changed.length > 0) yield { ...blocks(pair, changed), causes: causesOf(cluster, pair, changed) };
  }
};

function span(process: ThanosProcess, flag: string): number {
  const kept = retentionOf(process, flag) ?? 0;
  return kept === Number.POSITIVE_INFINITY ? 0 : kept;
}

function blocks(pair: ProcessPair, changed: readonly string[]): Pick<Verdict, 'code' | 'message'> {
  const { after } = pair;
  const words = changed.map((flag) => `--${flag} ${fromTo(pair, flag)}`).join(', ');
  const uneven =
    after.subcommand === 'receive' &&
    !(after.version && isSince(after.version, 42)) &&
    retentionOf(after, 'tsdb.min-block-duration') !== retentionOf(after, 'tsdb.max-block-duration');
  return uneven
    ? {
        code: 'DIFF-464',
        message: `${who(after)} compacts blocks on its own disk (${words}), before v0.42 also those that are not uploaded yet, and what it has compacted is never uploaded: those samples are missing in the bucket. Give --tsdb.min-block-duration and --tsdb.max-block-duration the same value`,
      }
    : {
        code: 'DIFF-465',
        message: `${who(after)} cuts blocks of another length, ${words}: the head grows with it in memory, and what is uploaded reaches the bucket later, or in smaller pieces`,
      };
}

import { isDeepStrictEqual } from 'node:util';
import {
  blockSelection,
  compactsVertically,
  deduplicationLabels,
  relabelledBlocks,
} from '../../../manifests/compactor';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asList, asNumber, asText, at } from '../../../manifests/value';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { processPairs } from './process-pairs';
import { differs, fromTo, who } from './settings';
import type { ClusterCheck } from './verdict';

const DEDUPLICATION = ['deduplication.replica-label', 'deduplication.func', 'compact.enable-vertical-compaction'];
const TIMES = ['min-time', 'max-time'];
const SELECTOR = ['selector.relabel-config', ...TIMES];

/** Which blocks are merged, and who does it. */
export const compactionChanged: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (after.subcommand !== 'compact') continue;
    const [from, to] = [deduplicationLabels(before), deduplicationLabels(after)];
    const added = to.filter((label) => !from.includes(label));
    const removed = from.filter((label) => !to.includes(label));
    const causes = causesOf(cluster, pair, DEDUPLICATION);
    if (added.length > 0) {
      yield {
        code: 'DIFF-409',
        message: `${who(after)} merges blocks of ${bucketName(after)} that differ only in ${added.join(', ')}: that cannot be undone, and where a label tells more than which replica wrote a block, streams of different samples become one. Be sure that each is a replica label, of the writers as of --query.replica-label`,
        causes,
      };
    }
    if (differs(pair, 'deduplication.func') && to.length > 0) {
      yield {
        code: 'DIFF-409',
        message: `${who(after)} chooses samples of replicas in another way, --deduplication.func ${fromTo(pair, 'deduplication.func')}: what it leaves out of merged blocks cannot be brought back. penalty is for replicas of Prometheus, which scrape at different moments; copies of Receive are equal, and need none`,
        causes,
      };
    }
    if (removed.length > 0 || (compactsVertically(before) && !compactsVertically(after))) {
      const halts = compactsVertically(after)
        ? ''
        : ', and without vertical compaction it halts at the first blocks that overlap: no compaction, no downsampling and no retention until somebody looks';
      yield {
        code: 'DIFF-410',
        message: `${who(after)} merges ${removed.length > 0 ? `blocks that differ in ${removed.join(', ')}` : 'overlapping blocks'} no more${halts}. What it has merged stays so`,
        causes,
      };
    }
    if (!isDeepStrictEqual(blockSelection(before), blockSelection(after))) {
      yield {
        code: 'DIFF-412',
        message: `${who(after)} takes other blocks of ${bucketName(after)} than before: while the old pods still work on theirs, two compactors may have the same blocks, and blocks that no shard takes are neither compacted nor deleted. Scale all compactors of the bucket to 0, apply, and scale them up again; the shards together must take each block once`,
        causes: causesOf(cluster, pair, SELECTOR),
      };
    }
  }
};

/** Which blocks of a bucket store gateways answer from. */
export const storeSelection: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (after.subcommand !== 'store' || isDeepStrictEqual(relabelledBlocks(before), relabelledBlocks(after))) continue;
    const stores = cluster.after
      .running('store')
      .filter((store) => bucketPlace(store) === bucketPlace(after))
      .filter((store) => TIMES.every((flag) => store.flag(flag) === after.flag(flag)));
    const causes = causesOf(cluster, pair, ['selector.relabel-config']);
    if (causes.length === 0) continue;
    yield takesAll(stores)
      ? {
          code: 'DIFF-414',
          message: `${who(after)} answers from other blocks of ${bucketName(after)}; all shards together still take every block. Each restarts by itself, so a block that moves from one to another is in neither for minutes, and queries answer without it. Roll it when nobody looks, or add the new shards first and remove the old ones later`,
          causes,
        }
      : {
          code: 'DIFF-413',
          message: `${who(after)} answers from other blocks of ${bucketName(after)}, and the store gateways here do not certainly take every block together: what none of them takes cannot be queried. Check that the shards of --selector.relabel-config leave nothing out`,
          causes,
        };
  }
};

/** Whether store gateways of the same time certainly answer from each block of their bucket: one from all, or each a part of a hash. */
function takesAll(stores: readonly ThanosProcess[]): boolean {
  const shards = new Map<string, Set<string>>();
  for (const store of stores) {
    const selection = relabelledBlocks(store);
    if (selection === 'all') return true;
    if (selection === 'unknown') continue;
    const [hash, keep, ...more] = selection;
    if (more.length > 0 || at(hash, 'action') !== 'hashmod' || at(keep, 'action') !== 'keep') continue;
    if (asText(asList(at(keep, 'source_labels'))[0]) !== at(hash, 'target_label')) continue;
    const modulus = asNumber(at(hash, 'modulus')) ?? 0;
    const kind = `${modulus} ${JSON.stringify(at(hash, 'source_labels'))}`;
    const taken = shards.get(kind) ?? new Set();
    shards.set(kind, taken);
    for (const shard of String(at(keep, 'regex'))
      .replace(/^\^?\(?|\)?\$?$/g, '')
      .split('|'))
      taken.add(shard);
    if (modulus > 0 && Array.from({ length: modulus }, (_, shard) => String(shard)).every((each) => taken.has(each))) {
      return true;
    }
  }
  return false;
}

import { isDeepStrictEqual } from 'node:util';
import { bucketOf } from './bucket';
import type { Inventory } from './inventory';
import type { ThanosProcess } from './thanos-process';
import { asList } from './value';

/** The labels that a compactor removes from blocks: each flag is a label, or a list with commas. */
export function deduplicationLabels(compactor: ThanosProcess): string[] {
  return (compactor.flags.get('deduplication.replica-label') ?? []).flatMap((labels) =>
    labels.split(',').filter(Boolean),
  );
}

/** Whether overlapping blocks are merged, and do not halt it. */
export function compactsVertically(compactor: ThanosProcess): boolean {
  return compactor.flag('compact.enable-vertical-compaction') === 'true' || deduplicationLabels(compactor).length > 0;
}

/** Which blocks a compactor takes: `all`, those that pass relabelling, or `unknown` where that is decided elsewhere. */
export type BlockSelection = 'all' | 'unknown' | readonly unknown[];

export function blockSelection(compactor: ThanosProcess): BlockSelection {
  if (compactor.flags.has('min-time') || compactor.flags.has('max-time')) return 'unknown';
  return relabelledBlocks(compactor);
}

/** Which blocks a compactor or store gateway takes by their labels, whatever their time. */
export function relabelledBlocks(process: ThanosProcess): BlockSelection {
  const given = ['selector.relabel-config', 'selector.relabel-config-file'].some((flag) => process.flags.has(flag));
  if (!given) return 'all';
  const steps = process.config('selector.relabel-config');
  // A shard that each pod reads from its environment.
  if (!Array.isArray(steps) || JSON.stringify(steps).includes('$(')) return 'unknown';
  return steps.length === 0 ? 'all' : asList(steps);
}

/** Whether two compactors certainly take the same blocks. */
export function selectSameBlocks(one: BlockSelection, other: BlockSelection): boolean {
  if (one === 'unknown' || other === 'unknown') return false;
  return one === 'all' || other === 'all' || isDeepStrictEqual(one, other);
}

/** The processes of a subcommand that certainly write the bucket which a compactor compacts. */
export function writersOf(cluster: Inventory, compactor: ThanosProcess, subcommand: string): readonly ThanosProcess[] {
  const bucket = bucketOf(compactor);
  if (bucket === undefined) return [];
  return cluster.running(subcommand).filter((writer) => bucketOf(writer) === bucket);
}

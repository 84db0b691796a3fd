import type { ThanosProcess } from '../../../manifests/thanos-process';

/** Whether a process has a TSDB of its own, whose blocks it uploads if it is given a bucket. */
export function hasTsdb({ subcommand, flags }: ThanosProcess): boolean {
  if (subcommand === 'receive') {
    return flags.has('receive.local-endpoint') || !hasAny(flags, 'receive.hashrings', 'receive.hashrings-file');
  }
  return subcommand === 'rule' && !hasAny(flags, 'remote-write.config', 'remote-write.config-file');
}

/** Whether a process is given a bucket. */
export function hasBucket({ flags }: ThanosProcess): boolean {
  return hasAny(flags, 'objstore.config', 'objstore.config-file');
}

function hasAny(flags: ReadonlyMap<string, readonly string[]>, ...names: readonly string[]): boolean {
  return names.some((name) => Boolean(flags.get(name)?.at(-1)));
}

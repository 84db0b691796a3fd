import { differsByPod } from './stateful-pods';
import type { ThanosProcess } from './thanos-process';

/** The labels of `--label`, as written: values with their quotes. */
export function externalLabels(process: ThanosProcess): ReadonlyMap<string, string> {
  return new Map(
    (process.flags.get('label') ?? []).map((label): [string, string] => {
      const [, name = label, value = ''] = /^([^=]*)=([\s\S]*)$/.exec(label) ?? [];
      return [name, value];
    }),
  );
}

/** The labels by which the pods of a workload differ, or may differ. */
export function replicaLabels(process: ThanosProcess): readonly string[] {
  return [...externalLabels(process)].filter(([, value]) => differsByPod(process, value)).map(([name]) => name);
}

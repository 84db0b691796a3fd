import type { ConfigSource } from '../../../manifests/config-source';
import type { ThanosProcess } from '../../../manifests/thanos-process';
import type { FieldChange, ObjectChange } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import { isBelow, item, type Path } from '../../path';
import { changedObject, type ProcessPair } from './process-pairs';

/** A change that makes something happen. */
export interface Cause {
  readonly change: ObjectChange;
  /** @default - the object as a whole */
  readonly field?: FieldChange;
}

const POD = ['spec', 'template', 'spec'];

/**
 * What changed the value of some flags of a process, or of the files that they name: arguments, the ConfigMap, or which ConfigMap it is.
 * None where all of that is equal.
 *
 * @param names flags without dashes, and without `-file`
 * @param inside what within the file is meant, by the end of its path
 */
export function causesOf(
  cluster: ClusterChange,
  { before, after }: ProcessPair,
  names: readonly string[],
  inside: (path: Path) => boolean = () => true,
): readonly Cause[] {
  const workload = changedObject(cluster, after.workload.object);
  const pick = (matches: (path: Path) => boolean): Cause[] =>
    workload ? workload.fields.filter(({ path }) => matches(path)).map((field) => ({ change: workload, field })) : [];
  const flags = names.flatMap((name) => [name, `${name}-file`]).map((name) => item(`--${name}`));
  const container = (path: Path) => isBelow(path, ...POD, '*', item(after.container.name));
  const written = pick((path) => container(path) && path[5] === 'args' && flags.includes(path[6] ?? ''));
  if (written.length > 0) return written;
  const files = names.flatMap((name) => [after.configSource(name), before.configSource(name)]);
  const inFiles = fileCauses(cluster, after, files, inside);
  if (inFiles.length > 0) return inFiles;
  // A shell's script is not told apart by flags.
  const scripts = pick(
    (path) => container(path) && (path[5] === 'command' || (path[5] === 'args' && !path[6]?.startsWith('[--'))),
  );
  if (scripts.length > 0) return scripts.slice(0, 1);
  const sources = pick(
    (path) =>
      isBelow(path, ...POD, 'volumes') ||
      (container(path) && ['env', 'envFrom', 'volumeMounts'].includes(path[5] ?? '')),
  );
  return sources;
}

function fileCauses(
  cluster: ClusterChange,
  process: ThanosProcess,
  sources: readonly (ConfigSource | undefined)[],
  inside: (path: Path) => boolean,
): readonly Cause[] {
  for (const source of sources) {
    if (!source) continue;
    const object = cluster.after.find('', source.kind, source.namespace || process.workload.namespace, source.name);
    const change = changedObject(cluster, object);
    if (!change) continue;
    const fields = change.fields.filter(
      ({ path }) => isBelow(path, 'data', source.key) || isBelow(path, 'stringData', source.key),
    );
    const meant = fields.filter(({ path }) => inside(path.slice(2)));
    const found = meant.length > 0 ? meant : fields;
    if (found.length > 0) return found.map((field) => ({ change, field }));
  }
  return [];
}

/** The changes of a process' workload at some paths. */
export function workloadCauses(
  cluster: ClusterChange,
  process: ThanosProcess,
  matches: (path: Path) => boolean,
): readonly Cause[] {
  const change = changedObject(cluster, process.workload.object);
  return change ? change.fields.filter(({ path }) => matches(path)).map((field) => ({ change, field })) : [];
}

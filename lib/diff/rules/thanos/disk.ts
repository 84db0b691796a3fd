import type { ThanosProcess } from '../../../manifests/thanos-process';
import { asList, asNumber, asText, at } from '../../../manifests/value';
import { flagValue } from './settings';

/** Where a process keeps its files. */
export interface Disk {
  /** `claim` outlives a pod, whichever volume it is otherwise. */
  readonly kind: 'claim' | 'emptyDir' | 'hostPath' | 'container';
  readonly volume: string;
  /** The folder inside of the volume. */
  readonly folder: string;
}

/** The flag that names the folder in which a process keeps its files. */
export function pathFlag({ subcommand }: ThanosProcess): string {
  return subcommand === 'receive' ? 'tsdb.path' : 'data-dir';
}

/** Where a process keeps its files: its TSDB, its index headers, the blocks that it works on. */
export function diskOf(process: ThanosProcess): Disk {
  const path = trimmed(flagValue(process, pathFlag(process)) ?? '');
  const { fields } = process.container;
  const mounts = asList(fields['volumeMounts']).flatMap((mount) => {
    const folder = trimmed(asText(at(mount, 'mountPath')) ?? '');
    return folder !== '' && (path === folder || path.startsWith(`${folder}/`)) ? [{ mount, folder }] : [];
  });
  const [deepest] = mounts.sort((a, b) => b.folder.length - a.folder.length);
  if (!deepest) return { kind: 'container', volume: '', folder: path };
  const name = asText(at(deepest.mount, 'name')) ?? '';
  const subPath = asText(at(deepest.mount, 'subPath')) ?? '';
  const folder = trimmed(`/${trimmed(subPath)}${path.slice(deepest.folder.length)}`) || '/';
  const { object, podSpec } = process.workload;
  const isTemplate = asList(at(object, 'spec', 'volumeClaimTemplates')).some(
    (each) => at(each, 'metadata', 'name') === name,
  );
  if (isTemplate) return { kind: 'claim', volume: name, folder };
  const volume = asList(podSpec['volumes']).find((each) => at(each, 'name') === name);
  const claim = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
  if (claim !== undefined) return { kind: 'claim', volume: claim, folder };
  return { kind: at(volume, 'hostPath') === undefined ? 'emptyDir' : 'hostPath', volume: name, folder };
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}

/** How many seconds pods have to end. */
export function graceOf({ workload }: ThanosProcess): number {
  return asNumber(workload.podSpec['terminationGracePeriodSeconds']) ?? 30;
}

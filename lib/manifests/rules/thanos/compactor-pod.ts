import type { Inventory } from '../../inventory';
import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { quantityValue } from '../../quantity';
import type { ThanosProcess } from '../../thanos-process';
import { asList, asText, at } from '../../value';

const LASTING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** A compactor that exits after one run, where Kubernetes takes an exit for a crash. */
export const compactorExits: ManifestRule = {
  rule: 'THANOS-024',
  check: (cluster) =>
    cluster
      .running('compact')
      .filter(({ workload, flag }) => LASTING.includes(workload.object.kind) && flag('wait') !== 'true')
      .map(({ workload: { object } }) => ({
        object,
        what: `The compactor has no --wait: it exits after one run, and ${nameOf(object)} restarts it like one that crashes`,
        fix: 'Add --wait, or run it as a CronJob with concurrencyPolicy: Forbid',
      })),
};

const GIGABYTE = 1e9;
/** What Thanos' documentation asks for, for each compaction that runs at a time. */
const FLOOR = 100 * GIGABYTE;

/** A scratch disk on which a compaction of two weeks does not fit. */
export const compactorDisk: ManifestRule = {
  rule: 'THANOS-025',
  check: (cluster) =>
    cluster.running('compact').flatMap((compactor): Finding[] => {
      const disk = dataDisk(cluster, compactor);
      const concurrency = Number(compactor.flag('compact.concurrency') ?? 1);
      const size = quantityValue(disk?.size);
      if (!disk || size === undefined || !(size < FLOOR * concurrency)) return [];
      const several = concurrency > 1 ? `, and ${concurrency} run at a time` : '';
      return [
        {
          object: compactor.workload.object,
          what: `The compactor's disk is ${disk.size} (${disk.where}): Thanos' documentation asks for about 100 GB for a compaction${several}. Once one does not fit, nothing is compacted or deleted any more`,
          fix: `Ask for ${100 * concurrency}Gi, or watch thanos_compact_halted and the disk's fill level`,
        },
      ];
    }),
};

function dataDisk(
  cluster: Inventory,
  { workload, container, flag }: ThanosProcess,
): { readonly size: unknown; readonly where: string } | undefined {
  const directory = flag('data-dir') ?? './data';
  const mount = asList(container.fields['volumeMounts'])
    .map((each) => ({ name: asText(at(each, 'name')), path: asText(at(each, 'mountPath'))?.replace(/\/$/, '') ?? '' }))
    .filter(({ path }) => directory === path || directory.startsWith(`${path}/`))
    .sort((one, other) => other.path.length - one.path.length)[0];
  if (mount?.name === undefined) return undefined;
  const template = asList(at(workload.object, 'spec', 'volumeClaimTemplates')).find(
    (each) => at(each, 'metadata', 'name') === mount.name,
  );
  const requested = ['resources', 'requests', 'storage'] as const;
  if (template) return { size: at(template, 'spec', ...requested), where: `claim template ${mount.name}` };
  const volume = asList(workload.podSpec['volumes']).find((each) => at(each, 'name') === mount.name);
  const claim = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
  if (claim !== undefined) {
    const found = cluster.find('', 'PersistentVolumeClaim', workload.namespace, claim);
    return { size: at(found, 'spec', ...requested), where: `claim ${claim}` };
  }
  const ephemeral = at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', ...requested);
  if (ephemeral !== undefined) return { size: ephemeral, where: `volume ${mount.name}` };
  if (at(volume, 'emptyDir') === undefined) return undefined;
  const sizeLimit = at(volume, 'emptyDir', 'sizeLimit');
  if (sizeLimit !== undefined) return { size: sizeLimit, where: `sizeLimit of ${mount.name}` };
  const limit = at(container.fields, 'resources', 'limits', 'ephemeral-storage');
  return { size: limit, where: 'limit of ephemeral-storage' };
}

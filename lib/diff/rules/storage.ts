import { annotationsOf } from '../../manifests/kubernetes-object';
import { quantityValue } from '../../manifests/quantity';
import { asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import type { ClusterChange } from '../cluster-change';
import type { ChangeRule, Judgement } from '../judgement';
import { isBelow } from '../path';
import { fieldsAt, sayOf, shown } from './fields';

const SIZE = ['spec', 'resources', 'requests', 'storage'] as const;

/** What can change of a claim: it grows, and little else. */
export const CLAIM_RULE: ChangeRule = {
  kinds: ['/PersistentVolumeClaim'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    yield* size(change, cluster);
    for (const field of change.fields) {
      const { path } = field;
      if (!isBelow(path, 'spec') || isBelow(path, 'spec', 'resources', 'requests')) continue;
      if (isBelow(path, 'spec', 'volumeAttributesClassName')) continue;
      // These two can be set once, by whoever binds the claim or sets a default class.
      const once = isBelow(path, 'spec', 'storageClassName') || isBelow(path, 'spec', 'volumeName');
      if (once && field.before === undefined) {
        yield {
          code: 'DIFF-214',
          message: `is refused where the cluster has filled in anything but ${shown(field.after)}, which it does when the claim is made or bound: compare with kubectl get pvc ${change.after.metadata.name} -o yaml`,
          field,
        };
        continue;
      }
      yield {
        code: 'DIFF-212',
        message: `is refused: of a claim only its size can change. Make a claim of another name, copy what is in ${change.after.metadata.name} (a Job that mounts both), and let pods name the new one`,
        field,
      };
    }
  },
};

function* size(change: ChangedObject, cluster: ClusterChange): Iterable<Judgement> {
  const fields = fieldsAt(change, ...SIZE);
  const [from, to] = [change.before, change.after].map((object) => quantityValue(at(object, ...SIZE)));
  if (from === undefined || to === undefined || fields.length === 0) return;
  const sizes = `${shown(at(change.before, ...SIZE))} → ${shown(at(change.after, ...SIZE))}`;
  if (to < from) {
    yield* sayOf(
      fields,
      'DIFF-211',
      `is refused: a volume never shrinks (${sizes}). Keep the size; or make a smaller claim of another name, and copy what is in this one`,
    );
    return;
  }
  const name = asText(at(change.after, 'spec', 'storageClassName'));
  const known = name === undefined ? undefined : cluster.after.find('storage.k8s.io', 'StorageClass', '', name);
  if (known && at(known, 'allowVolumeExpansion') !== true) {
    yield* sayOf(
      fields,
      'DIFF-215',
      `is refused: StorageClass ${name} has no allowVolumeExpansion: true, so its volumes do not grow (${sizes}). Set that first: it can change, and volumes that exist follow`,
    );
    return;
  }
  const condition = known
    ? ''
    : ` if ${name === undefined ? 'the default StorageClass' : `StorageClass ${name}`} has allowVolumeExpansion: true, else it is refused`;
  yield* sayOf(fields, 'DIFF-213', `the volume grows (${sizes})${condition}; it never shrinks again`);
}

/** Sources of a PersistentVolume, one of which each of them has. */
const NO_SOURCE = [
  'capacity',
  'accessModes',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

/** PersistentVolumes: where their data is, and what becomes of it. */
export const VOLUME_RULE: ChangeRule = {
  kinds: ['/PersistentVolume'],
  *judge(change): Iterable<Judgement> {
    if (change.type === 'removed') {
      yield {
        code: 'DIFF-209',
        message:
          policyOf(change.before) === 'Delete'
            ? 'the disk behind it is deleted with it once no claim holds it (persistentVolumeReclaimPolicy: Delete)'
            : 'the disk behind it stays, and no claim finds it any more',
      };
      return;
    }
    if (change.type !== 'changed') return;
    for (const field of change.fields) {
      const [spec, source = ''] = field.path;
      if (spec !== 'spec' || (NO_SOURCE.includes(source) && source !== 'volumeMode' && source !== 'nodeAffinity'))
        continue;
      if (source === 'nodeAffinity' && at(change.before, 'spec', 'nodeAffinity') === undefined) continue;
      yield {
        code: 'DIFF-217',
        message: `is refused: ${source} of a PersistentVolume is for good. Make one of another name; with reclaim policy Retain, deleting this one leaves the disk`,
        field,
      };
    }
    const [from, to] = [policyOf(change.before), policyOf(change.after)];
    if (from !== to && to !== 'Retain') {
      yield* sayOf(
        fieldsAt(change, 'spec', 'persistentVolumeReclaimPolicy'),
        'DIFF-210',
        `from now on, whoever deletes the claim deletes the disk and all that is on it (${from} → ${to}). Keep Retain for what nobody can make again`,
      );
    }
  },
};

function policyOf(volume: unknown): string {
  return asText(at(volume, 'spec', 'persistentVolumeReclaimPolicy')) ?? 'Retain';
}

/** Deleted StorageClasses. */
export const STORAGE_CLASS_RULE: ChangeRule = {
  kinds: ['storage.k8s.io/StorageClass'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'removed') return;
    const annotations = annotationsOf(change.before);
    const usual =
      annotations['storageclass.kubernetes.io/is-default-class'] === 'true' ? ', and it was the default' : '';
    yield {
      code: 'DIFF-224',
      message: `volumes that exist stay and work, but do not grow any more; claims that name the class later stay Pending${usual}. A StatefulSet that scales up waits for its claim`,
    };
  },
};

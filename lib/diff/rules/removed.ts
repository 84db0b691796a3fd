import { namespaceOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import type { ChangeRule, Judgement } from '../judgement';

/** Namespaces, claims and workloads that are gone. */
export const REMOVED_RULE: ChangeRule = {
  kinds: [
    '/Namespace',
    '/PersistentVolumeClaim',
    'apps/StatefulSet',
    'apps/Deployment',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/CronJob',
    'batch/Job',
    '/Pod',
  ],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'removed') return;
    const { before } = change;
    const { name } = before.metadata;
    if (before.kind === 'Namespace') {
      const here = cluster.before.objects.filter((object) => namespaceOf(object) === name);
      const claims = here.filter(
        (object) =>
          asList(at(object, 'spec', 'volumeClaimTemplates')).length > 0 || object.kind === 'PersistentVolumeClaim',
      );
      const kept = cluster.after.objects.filter((object) => namespaceOf(object) === name).length;
      yield {
        code: 'DIFF-201',
        message: `everything in it is deleted, whoever made it: pods, Secrets, and all claims with what is on them${claims.length > 0 ? ` (${claims.length === 1 ? 'an object here has' : `${claims.length} objects here have`} some)` : ''}${kept > 0 ? `; ${kept === 1 ? 'an object of these manifests is' : `${kept} objects of these manifests are`} still to be in it` : ''}. Keep the Namespace, and delete single objects`,
      };
    } else if (before.kind === 'PersistentVolumeClaim') {
      const className = asText(at(before, 'spec', 'storageClassName'));
      const known =
        className === undefined ? undefined : cluster.before.find('storage.k8s.io', 'StorageClass', '', className);
      const retained = known !== undefined && at(known, 'reclaimPolicy') === 'Retain';
      yield {
        code: 'DIFF-202',
        message: retained
          ? `its volume stays without a claim (reclaimPolicy Retain of StorageClass ${className}), and pods that need it do not start`
          : `the volume and all that is on it are deleted as soon as no pod uses it, unless its reclaim policy is Retain (kubectl get pv). Set that first, or take a snapshot`,
      };
    } else {
      yield* workload(before);
    }
  },
};

function* workload(object: Parameters<typeof workloadOf>[0]): Iterable<Judgement> {
  const templates = asList(at(object, 'spec', 'volumeClaimTemplates'));
  const claims = templates.map(
    (template) => `${asText(at(template, 'metadata', 'name')) ?? ''}-${object.metadata.name}-…`,
  );
  if (claims.length > 0) {
    yield at(object, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete'
      ? {
          code: 'DIFF-203',
          message: `its pods stop and its claims ${claims.join(', ')} are deleted with what is on them (persistentVolumeClaimRetentionPolicy.whenDeleted: Delete). Set Retain first, in a change of its own`,
        }
      : {
          code: 'DIFF-204',
          message: `its pods stop, and what only they hold is out of reach; its claims ${claims.join(', ')} stay, and are taken up again by a StatefulSet of the same name alone`,
        };
    return;
  }
  const replicas = workloadOf(object)?.replicas;
  const pods =
    object.kind === 'DaemonSet'
      ? 'its pods on all nodes stop'
      : replicas === undefined
        ? 'its pods stop'
        : replicas === 1
          ? 'its pod stops'
          : `its ${replicas} pods stop`;
  yield {
    code: 'DIFF-145',
    message: object.kind === 'CronJob' ? 'it runs no more, and a run of this moment is ended' : `${pods} for good`,
  };
}

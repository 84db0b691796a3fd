import { isDeepStrictEqual } from 'node:util';
import { quantityValue } from '../../manifests/quantity';
import { asList, asNumber, asText, at } from '../../manifests/value';
import type { ChangedObject } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, sayOf, shown } from './fields';

/** What the API server refuses to change in a StatefulSet, and what becomes of its claims. */
export const STATEFUL_SET_RULE: ChangeRule = {
  kinds: ['apps/StatefulSet'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const { before, after } = change;
    const again = `kubectl delete statefulset ${after.metadata.name} --namespace ${after.metadata.namespace ?? 'default'} --cascade=orphan`;
    yield* sayOf(
      fieldsAt(change, 'spec', 'selector'),
      'DIFF-130',
      `is refused: a StatefulSet's selector is for good. Keep it; or delete the StatefulSet with its pods and apply it anew: all pods stop meanwhile, and come back to their claims, which are found by name. Make sure that persistentVolumeClaimRetentionPolicy.whenDeleted is Retain before`,
    );
    yield* sayOf(
      fieldsAt(change, 'spec', 'serviceName'),
      'DIFF-131',
      `is refused: serviceName ${shown(at(before, 'spec', 'serviceName'))} is part of each pod's DNS name. To change it, run ${again}, which leaves pods and claims, apply, and let the pods roll; addresses of single pods change with it`,
    );
    const templates = fieldsAt(change, 'spec', 'volumeClaimTemplates');
    if (templates.length > 0) yield* sayOf(templates, 'DIFF-132', claimTemplates(change, again));
    if (podManagement(before) !== podManagement(after)) {
      yield* sayOf(
        fieldsAt(change, 'spec', 'podManagementPolicy'),
        'DIFF-133',
        `is refused: podManagementPolicy is for good. Run ${again}, which leaves pods and claims, then apply: the new StatefulSet takes them over`,
      );
    }
    yield* retention(change);
  },
};

function podManagement(object: unknown): string {
  return asText(at(object, 'spec', 'podManagementPolicy')) ?? 'OrderedReady';
}

/** What to do depends on what of the templates changes. */
function claimTemplates({ before, after }: ChangedObject, again: string): string {
  const head = 'is refused: volumeClaimTemplates are for good, and claims that exist never follow them.';
  const sizes = (object: unknown) =>
    asList(at(object, 'spec', 'volumeClaimTemplates')).map((template) =>
      quantityValue(at(template, 'spec', 'resources', 'requests', 'storage')),
    );
  const specs = (object: unknown) =>
    asList(at(object, 'spec', 'volumeClaimTemplates')).map((each) => [at(each, 'metadata', 'name'), at(each, 'spec')]);
  if (isDeepStrictEqual(specs(before), specs(after))) {
    return `${head} Leave their labels and annotations as they were; or run ${again}, which leaves pods and claims, then apply: no data has to be moved, as the claims are the same`;
  }
  const [old, now] = [sizes(before), sizes(after)];
  const pairs = old.map((size, index) => [size ?? 0, now[index] ?? 0] as const);
  const grow = pairs.some(([from, to]) => to > from);
  const shrink = pairs.some(([from, to]) => to < from && to > 0);
  if (old.length === now.length && grow && !shrink) {
    return `${head} To grow: set the new size on each claim (kubectl edit pvc; its StorageClass must allow expansion), then ${again}, which leaves pods and claims, then apply`;
  }
  if (shrink) {
    return `${head} Volumes never shrink: keep the size, or move the data to a StatefulSet of another name`;
  }
  return `${head} Run ${again}, which leaves pods and claims, then apply; only pods that get new claims have what the new template says, so data has to be moved pod by pod`;
}

const RETENTION = [
  ['whenDeleted', 'deleting the StatefulSet'],
  ['whenScaled', 'scaling it down'],
] as const;

function* retention(change: ChangedObject): Iterable<Judgement> {
  const { before, after } = change;
  const policy = (object: unknown, field: string) =>
    asText(at(object, 'spec', 'persistentVolumeClaimRetentionPolicy', field)) ?? 'Retain';
  for (const [field, act] of RETENTION) {
    const [old, now] = [policy(before, field), policy(after, field)];
    const fields = fieldsAt(change, 'spec', 'persistentVolumeClaimRetentionPolicy', field);
    if (old !== 'Delete' && now === 'Delete') {
      yield* sayOf(
        fields,
        'DIFF-206',
        `from now on, ${act} deletes claims and, unless their volumes are retained, the data in them; keep ${field}: Retain, and delete claims by hand`,
      );
    } else if (old !== now) {
      yield* sayOf(fields, 'DIFF-207', `from now on, ${act} leaves the claims`);
    }
  }
  const [from, to] = [before, after].map((object) => asNumber(at(object, 'spec', 'replicas')) ?? 1);
  if (from !== undefined && to !== undefined && to < from && policy(after, 'whenScaled') === 'Delete') {
    if (asList(at(after, 'spec', 'volumeClaimTemplates')).length === 0) return;
    yield* sayOf(
      fieldsAt(change, 'spec', 'replicas'),
      'DIFF-208',
      `the claims of the ${from - to} highest pods are deleted with them (persistentVolumeClaimRetentionPolicy.whenScaled: Delete); set Retain first, in a change of its own`,
    );
  }
}

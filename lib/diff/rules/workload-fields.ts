import { selectorMatches } from '../../manifests/label-selector';
import { asText, at } from '../../manifests/value';
import { podTemplatePath, workloadOf } from '../../manifests/workload';
import type { ObjectChange } from '../change';
import { objectOf } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { isBelow } from '../path';
import { fieldsAt, sayOf } from './fields';

/** Selectors of Deployments, DaemonSets and ReplicaSets, and selectors that miss the pods of their own template. */
export const SELECTOR_RULE: ChangeRule = {
  kinds: ['apps/Deployment', 'apps/DaemonSet', 'apps/ReplicaSet', 'apps/StatefulSet'],
  *judge(change): Iterable<Judgement> {
    if (change.type === 'removed') return;
    const object = objectOf(change);
    if (object.kind !== 'StatefulSet') {
      yield* sayOf(
        fieldsAt(change, 'spec', 'selector'),
        'DIFF-134',
        `is refused: the selector of a ${object.kind} is for good. Keep it, or delete the ${object.kind} and apply it anew, which stops all of its pods (--cascade=orphan would leave pods that nobody owns)`,
      );
    }
    yield* missed(change);
  },
};

function* missed(change: ObjectChange): Iterable<Judgement> {
  const object = objectOf(change);
  const workload = workloadOf(object);
  const selector = at(object, 'spec', 'selector');
  if (!workload || selector === undefined || selectorMatches(selector, workload.podLabels)) return;
  const code = 'DIFF-135';
  const message =
    'is refused: spec.selector does not match the labels of spec.template.metadata. Give the template every label that the selector asks for';
  const fields = [
    ...fieldsAt(change, 'spec', 'selector'),
    ...fieldsAt(change, 'spec', 'template', 'metadata', 'labels'),
  ];
  if (fields.length > 0) yield* sayOf(fields, code, message);
  else if (change.type === 'added') yield { code, message };
}

const JOB_FIELDS = [
  'selector',
  'template',
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
] as const;

/** What the API server refuses to change in a Job. One that is suspended may take another template in part, so nothing is said of it. */
export const JOB_RULE: ChangeRule = {
  kinds: ['batch/Job'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const suspended = at(change.before, 'spec', 'suspend') === true;
    const indexed = asText(at(change.after, 'spec', 'completionMode')) === 'Indexed';
    const fields = [...JOB_FIELDS, ...(indexed ? [] : (['completions'] as const))];
    const remedy = `delete Job ${change.after.metadata.name} (kubectl delete job) and apply it anew, which runs it again; or give it another name`;
    for (const field of fields) {
      if (field === 'template' && suspended) continue;
      yield* sayOf(
        fieldsAt(change, 'spec', field),
        'DIFF-136',
        `is refused: spec.${field} of a Job is for good; ${remedy}`,
      );
    }
  },
};

const POD_MUTABLE = ['activeDeadlineSeconds', 'tolerations', 'schedulingGates'];

/** What the API server refuses to change in a Pod: nearly all of it. */
export const POD_RULE: ChangeRule = {
  kinds: ['/Pod'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    for (const field of change.fields) {
      const { path } = field;
      if (path[0] !== 'spec' || POD_MUTABLE.includes(path[1] ?? '')) continue;
      if (isBelow(path, 'spec', '*', '[*]', 'image') && field.before !== undefined && field.after !== undefined) {
        yield { code: 'DIFF-103', message: 'its container starts anew in place, and nothing runs meanwhile', field };
        continue;
      }
      yield {
        code: 'DIFF-137',
        message:
          'is refused: of a Pod only images, tolerations and activeDeadlineSeconds can change. Delete the Pod and apply it anew, or let a Deployment or StatefulSet make it',
        field,
      };
    }
  },
};

const STRATEGY = ['updateStrategy', 'strategy', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];

/** Fields of workloads that say how pods are replaced later. */
export const STRATEGY_RULE: ChangeRule = {
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const template = podTemplatePath(change.after) ?? [];
    const rolls = change.fields.some(({ path }) => isBelow(path, ...template));
    const released =
      at(change.before, 'spec', 'updateStrategy', 'type') === 'OnDelete' &&
      at(change.after, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
    for (const field of STRATEGY) {
      yield* sayOf(
        fieldsAt(change, 'spec', field),
        'DIFF-108',
        released
          ? 'pods that were left behind by earlier changes of the template, as nobody deleted them, roll now'
          : `no pod is made anew for it${rolls ? ', and the roll-out of this change is done this way already' : ': it says how the next roll-out is done'}`,
      );
    }
  },
};

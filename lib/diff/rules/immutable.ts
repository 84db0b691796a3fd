import { asText, at } from '../../manifests/value';
import type { ChangeCode } from '../catalogue';
import type { ChangedObject } from '../change';
import { canonical } from '../compare/canonical';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, sayOf, shown } from './fields';

/** Fields of a kind that are for good. */
interface Immutable {
  readonly code: ChangeCode;
  readonly fields: readonly (readonly string[])[];
  /** What the API server takes a field for that is not given. */
  readonly defaults?: Readonly<Record<string, string | boolean>>;
  readonly instead: (change: ChangedObject) => string;
}

const name = ({ after }: ChangedObject) => after.metadata.name;

const BINDING: Immutable = {
  code: 'DIFF-333',
  fields: [['roleRef']],
  instead: (change) =>
    `delete ${change.after.kind} ${name(change)} and apply it anew (kubectl auth reconcile does both), or give it another name; its subjects have no rights between the two`,
};

/** By group and kind. What holds for StatefulSets, Services, claims and CRDs has rules of its own, since more is to be said. */
const IMMUTABLE: Readonly<Record<string, Immutable>> = {
  'storage.k8s.io/StorageClass': {
    code: 'DIFF-216',
    fields: [['provisioner'], ['parameters'], ['reclaimPolicy'], ['volumeBindingMode']],
    defaults: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
    instead: (change) =>
      `give the class another name for claims made from now on; or delete StorageClass ${name(change)} and apply it anew, which leaves volumes that exist as they are`,
  },
  'storage.k8s.io/CSIDriver': {
    code: 'DIFF-223',
    fields: [
      ['spec', 'attachRequired'],
      ['spec', 'volumeLifecycleModes'],
    ],
    defaults: { attachRequired: true },
    instead: (change) => `delete CSIDriver ${name(change)} while no pod mounts a volume of it, and apply it anew`,
  },
  'scheduling.k8s.io/PriorityClass': {
    code: 'DIFF-138',
    fields: [['value'], ['preemptionPolicy']],
    defaults: { preemptionPolicy: 'PreemptLowerPriority' },
    instead: (change) =>
      `delete PriorityClass ${name(change)} and apply it anew: pods that run keep the number that they were given, and pods made between the two are refused`,
  },
  'networking.k8s.io/IngressClass': {
    code: 'DIFF-317',
    fields: [['spec', 'controller']],
    instead: () => 'make an IngressClass of another name, and let Ingresses name it one by one',
  },
  'rbac.authorization.k8s.io/RoleBinding': BINDING,
  'rbac.authorization.k8s.io/ClusterRoleBinding': BINDING,
};

/** Fields that the API server refuses to change, whatever their value. */
export const IMMUTABLE_RULE: ChangeRule = {
  kinds: Object.keys(IMMUTABLE),
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const { before, after } = change;
    const group = after.apiVersion.split('/')[0];
    const rule = IMMUTABLE[`${group}/${after.kind}`];
    if (!rule) return;
    for (const path of rule.fields) {
      const field = path.at(-1) ?? '';
      const [old, now] = [before, after].map((object) => at(object, ...path) ?? rule.defaults?.[field]);
      if (canonical(old) === canonical(now)) continue;
      yield* sayOf(
        fieldsAt(change, ...path),
        rule.code,
        `is refused: ${after.kind} ${path.join('.')} is for good. Keep ${shown(old)}; or ${rule.instead(change)}`,
      );
    }
  },
};

/** ConfigMaps and Secrets that are for good, and the type of Secrets. What a Secret holds is never said. */
export const IMMUTABLE_CONTENT_RULE: ChangeRule = {
  kinds: ['/ConfigMap', '/Secret'],
  *judge(change): Iterable<Judgement> {
    if (change.type !== 'changed') return;
    const { before, after } = change;
    if (at(before, 'immutable') === true) {
      const fields = ['immutable', 'data', 'binaryData', 'stringData'].flatMap((field) => fieldsAt(change, field));
      yield* sayOf(
        fields,
        'DIFF-340',
        `is refused: immutable is true. Give the ${after.kind} another name and let pods refer to that; or delete it and apply it anew, and restart its pods, since the kubelet no longer looks at it`,
      );
    } else if (at(after, 'immutable') === true) {
      yield* sayOf(
        fieldsAt(change, 'immutable'),
        'DIFF-342',
        'the API server refuses every later change of its content, and this cannot be taken back: the next content needs another name',
      );
    }
    const [old, now] = [before, after].map((object) => asText(at(object, 'type')) ?? 'Opaque');
    if (after.kind === 'Secret' && old !== now) {
      yield* sayOf(
        fieldsAt(change, 'type'),
        'DIFF-341',
        `is refused: the type of a Secret is for good. Keep ${old}; or delete the Secret and apply it anew, or give it another name`,
      );
    }
  },
};

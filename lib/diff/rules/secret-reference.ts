import { namespaceOf } from '../../manifests/kubernetes-object';
import { operatedReferences, podReferences, type Reference } from '../../manifests/references';
import { asText, at } from '../../manifests/value';
import { workloadOf } from '../../manifests/workload';
import type { ChangedObject, FieldChange } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { madeIn } from '../made';
import { POD_MAKERS } from './container-pairs';
import { isAbout } from './fields';

const OPERATED = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].map(
  (kind) => `monitoring.coreos.com/${kind}`,
);

/** Secrets, ConfigMaps and claims that pods need and did not need before. */
export const POD_REFERENCE_RULE: ChangeRule = {
  kinds: [...POD_MAKERS, ...OPERATED],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type !== 'changed' || !mayRefer(change)) return;
    const old = new Set(references(change.before).map(keyOf));
    const added = references(change.after).filter((each) => each.kind !== 'ServiceAccount' && !old.has(keyOf(each)));
    const made = madeIn(cluster.after);
    for (const [key, reference] of new Map(added.map((each) => [keyOf(each), each]))) {
      const { kind, name, by } = reference;
      const here = made.has(kind, namespaceOf(change.after), name);
      for (const field of change.fields.filter(({ after }) => says(after, name))) {
        yield here
          ? { code: 'DIFF-344', message: `${by} needs ${key}, which is made here: apply it before, or together`, field }
          : {
              code: 'DIFF-343',
              message: `${by} needs ${key}, which nothing here makes: it must be in namespace ${namespaceOf(change.after) || 'default'} first, with the keys that are asked for. Without it the first new pod does not start, and the roll-out stops there; check with kubectl get ${kind.toLowerCase()} ${name}`,
              field,
            };
      }
    }
  },
};

const NAMES = new Set(['volumes', 'env', 'envFrom', 'imagePullSecrets']);

/** Whether a change may be about what pods refer to, which changes of images and arguments are not. */
function mayRefer(change: ChangedObject): boolean {
  if (OPERATED.some((kind) => kind.endsWith(`/${change.after.kind}`))) return true;
  return (
    isAbout(change, NAMES) ||
    change.fields.some(({ path }) => ['containers', 'initContainers'].includes(path.at(-2) ?? ''))
  );
}

/** Secrets that anything else names: certificates of Ingresses, credentials of policies, what custom resources read. */
export const SECRET_REFERENCE_RULE: ChangeRule = {
  kinds: 'any',
  *judge(change, cluster): Iterable<Judgement> {
    if (
      change.type !== 'changed' ||
      workloadOf(change.after) ||
      OPERATED.some((kind) => kind.endsWith(`/${change.after.kind}`))
    )
      return;
    for (const field of change.fields) {
      const name = secretName(change, field);
      if (name === undefined) continue;
      const here = madeIn(cluster.after).has('Secret', namespaceOf(change.after), name);
      yield {
        code: 'DIFF-345',
        message: here
          ? `Secret ${name}, which is made here, is read instead of ${asText(field.before) ?? 'the one before'}, without a restart of pods`
          : `Secret ${name} is read instead of ${asText(field.before) ?? 'the one before'}, and nothing here makes it: it must be there first, or the controller goes on without (an Ingress with a certificate that nobody trusts; a listener, issuer or policy that does not work)`,
        field,
      };
    }
  },
};

const SECRET_FIELD =
  /^(secretName|secretRef|secretKeyRef|.*SecretRef|.*SecretName|certificateRefs?|clientCertificateRef|auth-secret|auth-tls-secret)$/;

/** The Secret that a changed field names. */
function secretName({ after }: ChangedObject, { path, before, after: value }: FieldChange): string | undefined {
  if (typeof value !== 'string' || before === undefined || path[0] === 'data' || path[0] === 'stringData')
    return undefined;
  if (after.kind === 'Secret' || after.kind === 'Certificate') return undefined;
  const names = path.filter((segment) => !segment.startsWith('['));
  const last = names.at(-1) ?? '';
  const annotated = /\/(auth-secret|auth-tls-secret)$/.exec(last)?.[1];
  if (annotated) return value.slice(value.lastIndexOf('/') + 1);
  const holder = last === 'name' ? (names.at(-2) ?? '') : last;
  return SECRET_FIELD.test(holder) ? value : undefined;
}

function references(object: ChangedObject['after']): Reference[] {
  const workload = workloadOf(object);
  return workload ? podReferences(workload.podSpec) : operatedReferences(at(object, 'spec'));
}

function keyOf({ kind, name }: Reference): string {
  return `${kind} ${name}`;
}

/** Whether a value is a name, or has it somewhere inside. */
function says(value: unknown, name: string): boolean {
  if (value === name) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => says(each, name));
}

import { groupOf, type KubernetesObject, namespaceOf } from '../manifests/kubernetes-object';
import { addTo } from '../values/multimap';
import { withBriefWords } from './brief';
import { type ChangeCode, levelOf } from './catalogue';
import { type FieldChange, type ObjectChange, objectOf } from './change';
import type { ClusterChange } from './cluster-change';
import { presentable } from './compare/secrets';
import type { ChangeRule, Judgement } from './judgement';
import { type Level, worstFirst } from './level';
import type { Path } from './path';
import { CHANGE_RULES, LABEL_RULES } from './rules';
import { isOfLabels } from './rules/fields';
import { GENERAL_RULE } from './rules/general';

/** What a change does. */
export interface Consequence {
  readonly level: Level;
  readonly code: ChangeCode;
  readonly message: string;
}

/** A change, and the worst that it does. */
export interface JudgedField extends Consequence {
  /** Empty for an object that is new or gone as a whole. */
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
  /** What it does beside that. */
  readonly also: readonly Consequence[];
}

/** What is to be said of one object, the worst first. */
export interface JudgedObject {
  readonly object: KubernetesObject;
  readonly change: ObjectChange;
  readonly level: Level;
  readonly fields: readonly JudgedField[];
}

/** What each change of a cluster does: the worst objects first, and within each the worst changes. */
export function judgeCluster(cluster: ClusterChange): JudgedObject[] {
  return cluster.changes
    .map((change) => judgeObject(change, cluster))
    .sort((a, b) => worstFirst(a.level, b.level) || compareText(identity(a.object), identity(b.object)));
}

function judgeObject(change: ObjectChange, cluster: ClusterChange): JudgedObject {
  const object = objectOf(change);
  const rules = rulesOf(`${groupOf(object)}/${object.kind}`);
  const spoken = judgements(change, cluster, isOfLabels(change) ? rules.ofLabels : rules.all);
  const general = judgements(change, cluster, [GENERAL_RULE]);
  const fields = [...general].map(([field, fallback]) => judged(field, change, spoken.get(field) ?? fallback));
  // A rule that speaks of an object that is there on both sides as a whole.
  const whole = change.type === 'changed' ? spoken.get(undefined) : undefined;
  if (whole) fields.push(judged(undefined, change, whole));
  fields.sort((a, b) => worstFirst(a.level, b.level));
  return { object, change, fields, level: fields[0]?.level ?? 'none' };
}

/** What rules say, by the field that they speak of. */
function judgements(
  change: ObjectChange,
  cluster: ClusterChange,
  rules: readonly ChangeRule[],
): ReadonlyMap<FieldChange | undefined, readonly Judgement[]> {
  const byField = new Map<FieldChange | undefined, Judgement[]>();
  for (const rule of rules) {
    for (const judgement of rule.judge(change, cluster)) addTo(byField, judgement.field, judgement);
  }
  return byField;
}

interface KindRules {
  readonly all: readonly ChangeRule[];
  readonly ofLabels: readonly ChangeRule[];
}

const byKind = new Map<string, KindRules>();

function rulesOf(kind: string): KindRules {
  const known = byKind.get(kind);
  if (known) return known;
  const all = CHANGE_RULES.filter(
    (rule) => rule !== GENERAL_RULE && (rule.kinds === 'any' || rule.kinds.includes(kind)),
  );
  const rules = { all, ofLabels: all.filter((rule) => LABEL_RULES.includes(rule)) };
  byKind.set(kind, rules);
  return rules;
}

function judged(field: FieldChange | undefined, change: ObjectChange, said: readonly Judgement[]): JudgedField {
  const [worst, ...also] = said
    .map(({ code, message }) => ({ level: levelOf(code), code, message: withBriefWords(message) }))
    .sort((a, b) => worstFirst(a.level, b.level));
  if (!worst) throw new Error('nothing is said of a change');
  const values = field ?? {
    path: [],
    before: change.type === 'added' ? undefined : presentable(change.before),
    after: change.type === 'removed' ? undefined : presentable(change.after),
  };
  return { path: values.path, before: values.before, after: values.after, ...worst, also };
}

function identity(object: KubernetesObject): string {
  return [namespaceOf(object), object.kind, object.metadata.name, groupOf(object)].join('/');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

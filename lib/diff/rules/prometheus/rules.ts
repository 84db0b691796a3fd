import { ConfigReader } from '../../../manifests/config-reader';
import { type KubernetesObject, nameOf } from '../../../manifests/kubernetes-object';
import { jsonText } from '../../../values/json';
import type { FieldChange } from '../../change';
import { objectOf } from '../../change';
import type { ClusterChange } from '../../cluster-change';
import type { ChangeRule, Judgement } from '../../judgement';
import { isBelow } from '../../path';
import { type RuleNames, ruleNames } from './rule-files';
import { GROUP } from './selection';

/** Rules of recording and alerting, in PrometheusRules and in ConfigMaps. */
export const RULES_RULE: ChangeRule = {
  kinds: [`${GROUP}/PrometheusRule`, '/ConfigMap'],
  *judge(change, cluster): Iterable<Judgement> {
    if (change.type === 'added') return;
    const reader = new ConfigReader();
    const before = ruleNames([change.before], reader);
    const after = ruleNames(change.type === 'changed' ? [change.after] : [], reader);
    const isRules =
      objectOf(change).kind === 'PrometheusRule' ||
      before.records.size + before.alerts.size + after.alerts.size + after.records.size > 0;
    if (!isRules) return;
    const name = nameOf(objectOf(change));
    const fields =
      change.type === 'changed'
        ? change.fields.filter(({ path }) => isBelow(path, 'spec') || isBelow(path, 'data'))
        : [undefined];
    const gone = lost(before, after, cluster, reader);
    if (gone.records.length > 0) {
      const message = `${name} no longer records ${listed(gone.records)}: these series end, and dashboards and alerts that read them are empty from then on. Keep the rule under its old name until nothing asks for it`;
      yield* say(mentioning(fields, gone.records), 'DIFF-451', message);
    }
    if (gone.alerts.length > 0) {
      yield* say(
        mentioning(fields, gone.alerts),
        'DIFF-452',
        `${name} no longer has the alert ${listed(gone.alerts)}: nobody is told of that any more`,
      );
    }
    if (change.type === 'changed') {
      yield* say(
        fields,
        'DIFF-453',
        `${name}: rules are read again, by Prometheus of the operator at once, by Thanos Rule upon SIGHUP or a POST to /-/reload. Alerts that change begin to wait anew`,
      );
    }
  },
};

function* say(
  fields: readonly (FieldChange | undefined)[],
  code: Judgement['code'],
  message: string,
): Generator<Judgement> {
  for (const field of fields) yield { code, message, ...(field ? { field } : {}) };
}

/** The changes in which a rule is named; all of them where it is in none. */
function mentioning(
  fields: readonly (FieldChange | undefined)[],
  names: readonly string[],
): readonly (FieldChange | undefined)[] {
  const found = fields.filter((field) => {
    const text = jsonText([field?.path, field?.before]);
    return names.some((name) => text.includes(name));
  });
  return found.length > 0 ? found : fields;
}

/** All rules of the later side. */
const known = new WeakMap<ClusterChange, RuleNames>();

/** What is gone from one object, and in no other one. */
function lost(before: RuleNames, after: RuleNames, cluster: ClusterChange, reader: ConfigReader) {
  const missing = (kind: keyof RuleNames) => [...before[kind]].filter((name) => !after[kind].has(name));
  const [records, alerts] = [missing('records'), missing('alerts')];
  if (records.length + alerts.length === 0) return { records, alerts };
  const everywhere = known.get(cluster) ?? ruleNames(ruleObjects(cluster), reader);
  known.set(cluster, everywhere);
  return {
    records: records.filter((name) => !everywhere.records.has(name)),
    alerts: alerts.filter((name) => !everywhere.alerts.has(name)),
  };
}

function ruleObjects({ after }: ClusterChange): readonly KubernetesObject[] {
  return [...after.ofKind(GROUP, 'PrometheusRule'), ...after.ofKind('', 'ConfigMap')];
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

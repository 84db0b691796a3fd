import type { PrometheusRule } from '../../../imports/prometheusrules-monitoring.coreos.com';
import type { RuleGroup, RuleSource } from './rules';

type Labels = Readonly<Record<string, string>>;

/** A rule as it stands in a file. */
export interface RenderedRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** A group as it stands in a file. */
export interface RenderedGroup {
  readonly name: string;
  readonly interval?: string;
  readonly query_offset?: string;
  readonly limit?: number;
  readonly partial_response_strategy?: string;
  readonly labels?: Labels;
  readonly rules: readonly RenderedRule[];
}

/** A rule file, whose groups may still change until the app is synthesised. */
export interface RuleFile {
  /** Key in the ConfigMap. */
  readonly file: string;
  readonly groups: () => readonly RenderedGroup[];
}

/** The files that a ruler writes itself: one for all typed groups, and one for each PrometheusRule. */
export function ruleFiles(sources: readonly RuleSource[]): RuleFile[] {
  const typed = sources.flatMap((source) => ('groups' in source ? source.groups : []));
  const objects = sources.flatMap((source) => ('prometheusRules' in source ? source.prometheusRules : []));
  return [
    ...(typed.length > 0 ? [{ file: 'rules.yaml', groups: () => typed.map(renderGroup) }] : []),
    ...objects.map((object) => ({
      // A namespace has no dots, so that no two objects share a file.
      file: `${object.metadata.namespace ?? 'default'}.${object.name}.yaml`,
      groups: () => groupsOf(object),
    })),
  ];
}

function renderGroup(group: RuleGroup): RenderedGroup {
  return {
    name: group.name,
    interval: group.interval,
    query_offset: group.queryOffset,
    limit: group.limit,
    partial_response_strategy: group.partialResponseStrategy,
    labels: group.labels,
    rules: group.rules.map((rule) => ({
      record: rule.record,
      alert: rule.alert,
      expr: rule.expr,
      for: rule.for,
      keep_firing_for: rule.keepFiringFor,
      labels: rule.labels,
      annotations: rule.annotations,
    })),
  };
}

/** A PrometheusRule spells its groups as rule files do, but for expressions that are numbers. */
function groupsOf(object: PrometheusRule): RenderedGroup[] {
  const { spec }: { spec?: { groups?: readonly Partial<RenderedGroup>[] } } = object.toJson();
  return (spec?.groups ?? []).map(({ name = '', rules = [], ...group }) => ({
    name,
    ...group,
    rules: rules.map((rule) => ({ ...rule, expr: String(rule.expr) })),
  }));
}

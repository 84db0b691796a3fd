import type { Problem } from '../../validation/problem';
import { milliseconds } from '../../values/duration';
import { repeated } from '../../values/repeated';
import { toYaml } from '../../values/yaml';
import type { RenderedGroup, RenderedRule, RuleFile } from './rule-file';

/** What the API server takes in one ConfigMap. */
const CONFIG_MAP_BYTES = 1024 * 1024;

/** What Kubernetes or Thanos would refuse in rule files. Thanos does not start with one that is wrong. Expressions are not parsed. */
export function ruleProblems(files: readonly RuleFile[]): Problem[] {
  const contents = files.map(({ file, groups }) => ({ file, groups: groups() }));
  const twice = repeated(files.map(({ file }) => file));
  const bytes = contents.reduce((sum, { groups }) => sum + Buffer.byteLength(toYaml({ groups })), 0);
  return [
    ...twice.map(
      (file): Problem => ({
        rule: 'THANOS-571',
        what: `rules has the same PrometheusRule twice (${file}), and the ruler reads one file of a name`,
        fix: 'Give it once',
      }),
    ),
    ...sizeProblems(bytes),
    ...contents.flatMap(({ file, groups }) => fileProblems(file, groups)),
  ];
}

function sizeProblems(bytes: number): Problem[] {
  if (bytes <= CONFIG_MAP_BYTES) return [];
  return [
    {
      rule: 'THANOS-572',
      what: `The rules take ${Math.ceil(bytes / 1024)} KiB, and a ConfigMap holds 1024: the API server would refuse it, and the ruler keep its old rules`,
      fix: 'Divide them among several rulers, or give some by Rules.existingConfigMap',
    },
  ];
}

function fileProblems(file: string, groups: readonly RenderedGroup[]): Problem[] {
  // Thanos divides a file by strategy before it reads it.
  const named = (strategy: RegExp) =>
    groups.filter((group) => strategy.test(group.partial_response_strategy ?? '')).map(({ name }) => name);
  const twice = [...repeated(named(/^warn$/i)), ...repeated(named(/^(?!warn$)/i))];
  return [
    ...twice.map(
      (name): Problem => ({
        rule: 'THANOS-581',
        what: `${file} has two groups "${name}", and Thanos refuses a file with two of a name and partial response strategy`,
        fix: 'Give each group a name of its own, or put their rules into one',
      }),
    ),
    ...groups.flatMap((group) => groupProblems(file, group)),
  ];
}

function groupProblems(file: string, group: RenderedGroup): Problem[] {
  const where = `Group "${group.name}" of ${file}`;
  const strategy = group.partial_response_strategy;
  const problems: Problem[] = [];
  if (group.name === '') {
    problems.push({
      rule: 'THANOS-581',
      what: `A group of ${file} has no name, and Thanos refuses the file for it`,
      fix: 'Name it',
    });
  }
  if (strategy !== undefined && !/^(abort|warn)?$/i.test(strategy)) {
    problems.push({
      rule: 'THANOS-582',
      what: `${where} has partial_response_strategy "${strategy}", which Thanos does not know: it refuses the file`,
      fix: "Write 'abort' or 'warn'",
    });
  }
  return [
    ...problems,
    ...durationProblems(where, { interval: group.interval, query_offset: group.query_offset }),
    ...labelProblems(where, 'label', group.labels),
    ...group.rules.flatMap((rule, index) => oneRuleProblems(`${where}, rule ${index + 1} (${name(rule)}),`, rule)),
  ];
}

function name({ alert, record }: RenderedRule): string {
  return alert || record || 'nameless';
}

function oneRuleProblems(where: string, rule: RenderedRule): Problem[] {
  const problems = [
    ...durationProblems(where, { for: rule.for, keep_firing_for: rule.keep_firing_for }),
    ...labelProblems(where, 'label', rule.labels),
    ...labelProblems(where, 'annotation', rule.annotations),
  ];
  if (!rule.alert === !rule.record) {
    problems.push({
      rule: 'THANOS-583',
      what: `${where} has ${rule.alert ? 'both' : 'neither'} of alert and record, and Thanos refuses the file for it`,
      fix: 'Give it one of them',
    });
  }
  if (rule.expr.trim() === '') {
    problems.push({
      rule: 'THANOS-583',
      what: `${where} has an empty expr, and Thanos refuses the file for it`,
      fix: 'Write PromQL',
    });
  }
  if (/[{}]/.test(rule.record ?? '')) {
    problems.push({
      rule: 'THANOS-584',
      what: `${where} records to a name with braces, and Thanos refuses the file for it`,
      fix: 'Write the name of a series there, and the selector in expr',
    });
  }
  const foreign = (['for', 'keep_firing_for', 'annotations'] as const).filter((key) => rule[key] !== undefined);
  if (rule.record && !rule.alert && foreign.length > 0) {
    problems.push({
      rule: 'THANOS-583',
      what: `${where} records a series, but has ${foreign.join(', ')} of alerts, and Thanos refuses the file for it`,
      fix: 'Remove that, or write alert in the place of record',
    });
  }
  return problems;
}

function durationProblems(where: string, durations: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(durations).flatMap(([key, value]): Problem[] =>
    value === undefined || milliseconds(value) !== undefined
      ? []
      : [
          {
            rule: 'THANOS-502',
            what: `${where} has ${key} "${value}", which is no duration of Prometheus: Thanos refuses the file for it`,
            fix: "Write, for example, '5m' or '1h30m'",
          },
        ],
  );
}

/** Thanos takes any UTF-8 name, as Prometheus 3 does. */
function labelProblems(where: string, kind: string, labels: Readonly<Record<string, string>> = {}): Problem[] {
  return Object.keys(labels).flatMap((key): Problem[] =>
    key === '' || (key === '__name__' && kind === 'label')
      ? [
          {
            rule: 'THANOS-584',
            what: `${where} has the ${kind} "${key}", for which Thanos refuses the file`,
            fix: 'Give it another name, or remove it',
          },
        ]
      : [],
  );
}

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
    ...twice.map((file) => ({ what: `rules has the same PrometheusRule twice (${file})`, fix: 'Give it once' })),
    ...(bytes > CONFIG_MAP_BYTES
      ? [
          {
            what: `The rules take ${Math.ceil(bytes / 1024)} KiB, and a ConfigMap holds 1024`,
            fix: 'Divide them among several rulers, or give some by Rules.existingConfigMap',
          },
        ]
      : []),
    ...contents.flatMap(({ file, groups }) => fileProblems(file, groups)),
  ];
}

function fileProblems(file: string, groups: readonly RenderedGroup[]): Problem[] {
  const twice = repeated(groups.map(({ name }) => name));
  return [
    ...twice.map((name) => ({
      what: `${file} has two groups "${name}", and Thanos refuses a file with two of a name`,
      fix: 'Give each group a name of its own, or put their rules into one',
    })),
    ...groups.flatMap((group) => groupProblems(file, group)),
  ];
}

function groupProblems(file: string, group: RenderedGroup): Problem[] {
  const where = `Group "${group.name}" of ${file}`;
  const strategy = group.partial_response_strategy;
  return [
    ...(group.name === '' ? [{ what: `A group of ${file} has no name`, fix: 'Name it' }] : []),
    ...durationProblems(where, { interval: group.interval, query_offset: group.query_offset }),
    ...(strategy === undefined || /^(abort|warn)?$/i.test(strategy)
      ? []
      : [{ what: `${where} has partial_response_strategy "${strategy}"`, fix: "Write 'abort' or 'warn'" }]),
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
      what: `${where} has ${rule.alert ? 'both' : 'neither'} of alert and record`,
      fix: 'Give it one of them',
    });
  }
  if (rule.expr.trim() === '') problems.push({ what: `${where} has an empty expr`, fix: 'Write PromQL' });
  if (/[{}]/.test(rule.record ?? '')) {
    problems.push({
      what: `${where} records to a name with braces`,
      fix: 'Write the name of a series there, and the selector in expr',
    });
  }
  const foreign = (['for', 'keep_firing_for', 'annotations'] as const).filter((key) => rule[key] !== undefined);
  if (rule.record && !rule.alert && foreign.length > 0) {
    problems.push({ what: `${where} records a series, but has ${foreign.join(', ')} of alerts`, fix: 'Remove that' });
  }
  return problems;
}

function durationProblems(where: string, durations: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(durations).flatMap(([key, value]) =>
    value === undefined || milliseconds(value) !== undefined
      ? []
      : [
          {
            what: `${where} has ${key} "${value}", which is no duration of Prometheus`,
            fix: "Write, for example, '5m' or '1h30m'",
          },
        ],
  );
}

/** Thanos takes any UTF-8 name, as Prometheus 3 does. */
function labelProblems(where: string, kind: string, labels: Readonly<Record<string, string>> = {}): Problem[] {
  return Object.keys(labels).flatMap((key) =>
    key === '' || (key === '__name__' && kind === 'label')
      ? [{ what: `${where} has the ${kind} "${key}", which Thanos refuses`, fix: 'Give it another name, or remove it' }]
      : [],
  );
}

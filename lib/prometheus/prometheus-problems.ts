import { extraArgumentProblems } from '../validation/arguments';
import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';
import { externalLabelProblems } from './label-names';
import type { EscapeHatch, PrometheusProps } from './prometheus-props';
import { remoteWriteProblems } from './remote-write-problems';
import type { ResolvedWrite } from './resolved-write';

/** A StatefulSet of the operator is called as the resource, after a prefix, and its name and a hash are the value of a label. */
const LONGEST_NAME = 41;

/** Flags that the operator renders; it leaves an installation as it is when somebody else gives one of them. */
const OPERATOR_FLAGS = [
  'agent',
  'config.file',
  'enable-feature',
  'log.format',
  'log.level',
  'storage.agent.path',
  'storage.agent.wal-compression',
  'storage.tsdb.path',
  'storage.tsdb.retention.size',
  'storage.tsdb.retention.time',
  'storage.tsdb.wal-compression',
  'web.config.file',
  'web.enable-lifecycle',
  'web.external-url',
  'web.route-prefix',
];

/** What is wrong with the options that Prometheus and its agent share, replicas aside. */
export function prometheusProblems(
  name: string,
  props: PrometheusProps & { readonly spec?: EscapeHatch },
  writes: readonly ResolvedWrite[],
): Problem[] {
  const { shards, maximumStartupDurationSeconds } = props;
  const problems = [
    ...externalLabelProblems(props.spec?.externalLabels ?? props.externalLabels),
    ...remoteWriteProblems(writes),
    ...numberProblems({ shards }, 1),
    ...numberProblems({ maximumStartupDurationSeconds }, 60),
    ...extraArgumentProblems(
      OPERATOR_FLAGS.map((flag) => `--${flag}`),
      props.extraArguments,
    ),
  ];
  if (name.length > LONGEST_NAME) {
    problems.push({
      rule: 'THANOS-102',
      what: `The name "${name}" has ${name.length} characters, and the Prometheus Operator's StatefulSet could not start a pod: there is room for ${LONGEST_NAME}`,
      fix: 'Write a shorter name',
    });
  }
  return problems;
}

import type { Problem } from '../validation/problem';

/** The label by which the Prometheus Operator tells installations apart: `<namespace>/<name>`. */
export const PROMETHEUS_LABEL = 'prometheus';

/** The label by which the Prometheus Operator tells replicas apart: the pod's name. A querier deduplicates by it. */
export const PROMETHEUS_REPLICA_LABEL = 'prometheus_replica';

/** A name of a label, as PromQL takes it without quotes. */
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What is wrong with the name of a label that a user wrote; nothing is with one that is not given. `option` is where it was written. */
export function labelNameProblems(option: string, name: string | undefined): Problem[] {
  if (name === undefined || (LABEL_NAME.test(name) && !name.startsWith('__'))) return [];
  return [
    {
      rule: 'THANOS-506',
      what: `${option} "${name}" is no label name: those have letters, digits and underscores, do not start with a digit, and two leading underscores are Prometheus' own`,
      fix: `Write ${name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(__+|(?=\d)|$)/, 'label_')}, for example`,
    },
  ];
}

import type { Problem } from '../validation/problem';

/** The label by which the Prometheus Operator tells installations apart: `<namespace>/<name>`. */
export const PROMETHEUS_LABEL = 'prometheus';
/** The label by which the Prometheus Operator tells replicas apart: the pod's name. A querier deduplicates by it. */
export const REPLICA_LABEL = 'prometheus_replica';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What Prometheus would refuse of external labels, or what would mix clusters up. */
export function externalLabelProblems(labels: Readonly<Record<string, string>>): Problem[] {
  const problems: Problem[] = [];
  if (Object.keys(labels).length === 0) {
    problems.push({
      what: 'externalLabels is empty: in Thanos, the series of this cluster could not be told from those of another',
      fix: "Name the cluster, for example { cluster: 'playground' }",
    });
  }
  for (const [name, value] of Object.entries(labels)) {
    if (name === PROMETHEUS_LABEL || name === REPLICA_LABEL) {
      problems.push({
        what: `externalLabels sets "${name}", which the Prometheus Operator sets itself; it ignores this one`,
        fix: 'Choose another name',
      });
    } else if (!LABEL_NAME.test(name) || name.startsWith('__')) {
      problems.push({
        what: `externalLabels has "${name}", which is no label name: those have letters, digits and underscores, do not start with a digit, and two leading underscores are Prometheus' own`,
        fix: `Write ${name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(__+|(?=\d)|$)/, 'label_')}, for example`,
      });
    } else if (value === '') {
      problems.push({
        what: `The external label "${name}" is empty, which to Prometheus is the same as no label`,
        fix: `Give ${name} a value, or leave it out`,
      });
    }
  }
  return problems;
}

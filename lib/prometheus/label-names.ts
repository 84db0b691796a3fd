import type { Problem } from '../validation/problem';
import { labelNameProblems, PROMETHEUS_LABEL, PROMETHEUS_REPLICA_LABEL } from '../values/label-name';

/** What Prometheus would refuse of external labels, or what would mix clusters up. */
export function externalLabelProblems(labels: Readonly<Record<string, string>>): Problem[] {
  const problems: Problem[] = [];
  if (Object.keys(labels).length === 0) {
    problems.push({
      rule: 'THANOS-016',
      what: 'externalLabels is empty: in Thanos, the series of this cluster could not be told from those of another',
      fix: "Name the cluster, for example { cluster: 'playground' }",
    });
  }
  for (const [name, value] of Object.entries(labels)) {
    problems.push(...labelNameProblems('externalLabels: the name', name));
    if (name === PROMETHEUS_LABEL || name === PROMETHEUS_REPLICA_LABEL) {
      problems.push({
        rule: 'THANOS-401',
        what: `externalLabels sets "${name}", which the Prometheus Operator sets itself; it ignores this one`,
        fix: 'Choose another name',
      });
    } else if (!value) {
      problems.push({
        rule: 'THANOS-401',
        what: `The external label "${name}" is empty, which to Prometheus is the same as no label`,
        fix: `Give ${name} a value, or leave it out`,
      });
    }
  }
  return problems;
}

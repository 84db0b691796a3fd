import { externalLabelProblems } from '../prometheus/label-names';
import type { Problem } from '../validation/problem';
import { nearest } from '../values/nearest';
import { repeated } from '../values/repeated';
import type { ClusterProps } from './cluster';

/** A value for each label of a fleet's scheme. `cluster` is always there: it is the cluster's name. */
export type ExternalLabels<Label extends string> = Readonly<Record<Label, string>>;

/** What a fleet asks of each cluster: with a scheme of external labels, a value for each of them. */
export type FleetClusterProps<Label extends string = never> = [Label] extends [never]
  ? ClusterProps
  : Omit<ClusterProps, 'externalLabels'> & { readonly externalLabels: ExternalLabels<Label> };

/** What is wrong with a scheme itself. */
export function schemeProblems(scheme: readonly string[]): Problem[] {
  const problems: Problem[] = repeated(scheme).map((label) => ({
    rule: 'THANOS-612',
    what: `externalLabels of the fleet names "${label}" twice`,
    fix: 'Leave one of the two out',
  }));
  if (scheme.includes('cluster')) {
    problems.push({
      rule: 'THANOS-612',
      what: 'externalLabels of the fleet names "cluster", which every cluster has already: its name',
      fix: 'Leave it out',
    });
  }
  // Each Prometheus would say the same of each cluster; here it is said once.
  const names = Object.fromEntries(scheme.map((label) => [label, '-']));
  const reasons = scheme.length === 0 ? [] : externalLabelProblems(names);
  return [...problems, ...reasons.map((problem): Problem => ({ ...problem, rule: 'THANOS-612' }))];
}

/** Where a cluster's labels are not those of the scheme. */
export function clusterLabelProblems(scheme: readonly string[], labels: Readonly<Record<string, string>>): Problem[] {
  if (scheme.length === 0) return [];
  const missing = scheme.filter((label) => labels[label] === undefined);
  const unknown = Object.keys(labels).filter((label) => label !== 'cluster' && !scheme.includes(label));
  return [
    ...missing.map(
      (label): Problem => ({
        rule: 'THANOS-612',
        what: `externalLabels has no "${label}", so queries by ${label} miss this cluster`,
        fix: `Give it: externalLabels: { ${label}: '…' }`,
      }),
    ),
    ...unknown.map(
      (label): Problem => ({
        rule: 'THANOS-612',
        what: `externalLabels has "${label}", which is not in the scheme of the fleet (${scheme.join(', ')})`,
        fix: `Write ${nearest(label, scheme)[0] ?? 'one of those'}, add it to new Fleet({ externalLabels: … }) for all clusters, or give it to addPrometheus() for one`,
      }),
    ),
  ];
}

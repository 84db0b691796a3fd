import type { Chart } from 'cdk8s';
import type { ConfigReader } from '../manifests/config-reader';
import { type RenderedChart, renderedProblems, withoutReported } from '../manifests/rendered-problems';
import { unappliedPatchProblems } from '../manifests/unapplied-patches';
import type { LocatedProblem } from '../validation/configuration-error';
import { collectProblems, type FoundProblem, withoutValidation } from '../validation/problem';
import { allSuppressionProblems } from '../validation/suppress';
import { isSuppressed } from '../validation/suppression';
import type { Cluster } from './cluster';

/** A cluster's objects, and everything that is wrong with it. */
export interface ExaminedCluster {
  readonly charts: readonly (RenderedChart & { readonly chart: Chart })[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * Renders a cluster and checks it: what its constructs report, what the rules find in its objects, and what is wrong with the
 * suppressions of both.
 *
 * @param fleetWide what was found by comparing this cluster with others
 */
export function examineCluster(
  cluster: Cluster,
  reader: ConfigReader,
  fleetWide: readonly FoundProblem[],
): ExaminedCluster {
  const reported = [...fleetWide, ...collectProblems(cluster)];
  const charts = render(cluster, reported);
  const found = [...reported, ...withoutReported(renderedProblems(charts, reader), reported)];
  return {
    charts,
    problems: locate(cluster, [...found, ...allSuppressionProblems(cluster, found)]),
  };
}

/** A cluster's problems as they are told, without those that are suppressed. */
export function locate(cluster: Cluster, found: readonly FoundProblem[]): LocatedProblem[] {
  return found
    .filter(({ construct, rule }) => !rule || !isSuppressed(construct, rule))
    .map(({ construct, rule, severity, message }) => ({
      cluster: cluster.name,
      path: construct.node.path || cluster.name,
      rule,
      severity,
      message,
    }));
}

/** Renders the charts of a cluster. What keeps them from being rendered is added to what is reported. */
function render(cluster: Cluster, reported: FoundProblem[]): ExaminedCluster['charts'] {
  try {
    return withoutValidation(() => cluster.charts.map((chart) => ({ chart, objects: chart.toJson() })));
  } catch (error) {
    reported.push(...unappliedPatchProblems(cluster));
    // A configuration that is refused anyway need not be one that can be rendered.
    if (reported.some(({ severity }) => severity === 'error')) return [];
    throw error;
  }
}

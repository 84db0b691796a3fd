import type { Chart } from 'cdk8s';
import type { LocatedProblem } from '../validation/configuration-error';

/** A chart with the objects it renders. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly objects: readonly unknown[];
}

interface ObjectHead {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** Objects that a cluster is given twice: the later one would silently replace the earlier. */
export function duplicateObjects(cluster: string, charts: readonly RenderedChart[]): LocatedProblem[] {
  const owners = new Map<string, string>();
  const problems: LocatedProblem[] = [];
  for (const { chart, objects } of charts) {
    for (const { apiVersion = '', kind, metadata } of objects as readonly ObjectHead[]) {
      const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
      const key = [group, kind, metadata?.namespace ?? '', metadata?.name].join('/');
      const owner = owners.get(key);
      owners.set(key, chart.node.path);
      if (owner === undefined) continue;
      const where = metadata?.namespace ? ` in namespace ${metadata.namespace}` : '';
      problems.push({
        cluster,
        path: chart.node.path,
        message: `${kind} "${metadata?.name}"${where} is rendered twice (also in chart ${owner}), and the second would replace the first. Leave one of them out, or give it another name or namespace`,
      });
    }
  }
  return problems;
}

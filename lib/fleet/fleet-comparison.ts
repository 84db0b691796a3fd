import { type FoundProblem, problemFound } from '../validation/problem';
import type { Cluster } from './cluster';
import { ExposedHosts } from './exposed-hosts';
import type { Fact } from './fleet-check';
import { FLEET_CHECKS } from './fleet-checks';
import { QueryCircles } from './query-circles';

/**
 * Finds what is wrong between clusters that are each right. It looks at one after the other, and keeps of each no more than what the
 * next ones are compared with. A problem belongs to the later construct, so it is suppressed there.
 */
export class FleetComparison {
  private readonly checks = FLEET_CHECKS.map((check) => ({ check, first: new Map<string, Fact>() }));
  private readonly hosts = new ExposedHosts();
  private readonly circles = new QueryCircles();
  private readonly held: ReadonlySet<Cluster>;

  /** @param held the clusters whose trees are there already */
  constructor(held: readonly Cluster[]) {
    this.held = new Set(held);
    for (const cluster of held) this.hosts.add(cluster);
  }

  /** What is wrong with a cluster beside those before it. */
  add(cluster: Cluster): FoundProblem[] {
    if (!this.held.has(cluster)) this.hosts.add(cluster);
    return cluster.node.findAll().flatMap((construct) => [
      ...this.checks.flatMap(({ check, first }) => {
        const problems = check.facts(construct).flatMap(({ value, key = value }) => {
          const own: Fact = { cluster: cluster.name, path: construct.node.path, value };
          const earlier = first.get(key);
          if (!earlier) first.set(key, own);
          return (earlier && check.compare(own, earlier)) ?? [];
        });
        // Who shares several things with another is told of one.
        return problems.slice(0, 1).map((problem) => problemFound(construct, problem));
      }),
      ...[...this.hosts.problems(construct), ...this.circles.problems(construct)].map((problem) =>
        problemFound(construct, problem),
      ),
    ]);
  }
}

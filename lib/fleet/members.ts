import type { IConstruct } from 'constructs';
import { ExposedRoute } from '../exposure/exposed-route';
import { type Problem, reportProblem } from '../validation/problem';
import type { Cluster } from './cluster';

/** A cluster whose tree is made by a function when it is its turn, and forgotten after. */
interface Deferred {
  readonly name: string;
  make(): Cluster;
  build(cluster: Cluster): unknown;
}

/** The clusters of a fleet: those that the program holds, and those that are made one after the other. */
export class Members {
  readonly held: Cluster[] = [];
  /** In the order in which they were added. */
  readonly names: string[] = [];
  private readonly deferred: Deferred[] = [];

  hold(cluster: Cluster): void {
    this.names.push(cluster.name);
    this.held.push(cluster);
  }

  defer(cluster: Deferred): void {
    this.names.push(cluster.name);
    this.deferred.push(cluster);
  }

  /**
   * Each cluster in turn. Those that the program holds come first, so that what is rendered of them never depends on where among
   * the others they were added.
   */
  *each(): Generator<Cluster> {
    yield* [...this.held];
    for (const { make, build } of [...this.deferred]) {
      const cluster = make();
      if (build(cluster) instanceof Promise) {
        reportProblem(cluster, {
          rule: 'THANOS-613',
          what: 'The function of this cluster is asynchronous, and what it does after its first await would never be rendered',
          fix: 'Wait for what it needs before fleet.addCluster(), and give it a function without async',
        });
      }
      yield cluster;
    }
  }

  /** Makes the others once, so that those that the program holds know who writes to them by token. */
  introduce(): void {
    const admits = (construct: IConstruct) => construct instanceof ExposedRoute && construct.tokens !== undefined;
    if (!this.held.some((cluster) => cluster.node.findAll().some(admits))) return;
    for (const { make, build } of [...this.deferred]) build(make());
  }

  /** How large the fleet is, without the trees that are yet to be made: what those are not to change. */
  snapshot(): Snapshot {
    return {
      names: this.names.length,
      sizes: new Map(this.held.map((cluster) => [cluster, cluster.node.findAll().length])),
    };
  }

  /** What functions of clusters have changed that was rendered before them. */
  problemsSince({ names, sizes }: Snapshot): Problem[] {
    const changed = [...sizes].filter(([cluster, size]) => cluster.node.findAll().length !== size);
    return [
      ...changed.map(
        ([{ name }]): Problem => ({
          rule: 'THANOS-613',
          what: `The function of a cluster added to cluster "${name}", which was rendered before it`,
          fix: 'Let it add to the cluster that it is given, and add to others before fleet.synth()',
        }),
      ),
      ...this.names.slice(names).map(
        (name): Problem => ({
          rule: 'THANOS-613',
          what: `The function of a cluster added cluster "${name}" to the fleet, which was rendered without it`,
          fix: 'Add all clusters before fleet.synth()',
        }),
      ),
    ];
  }
}

/** How large a fleet was. */
interface Snapshot {
  readonly names: number;
  readonly sizes: ReadonlyMap<Cluster, number>;
}

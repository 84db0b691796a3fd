import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { ConfigurationError, type LocatedProblem } from '../validation/configuration-error';
import { Cluster, type ClusterProps } from './cluster';
import { duplicateObjects } from './duplicates';
import { fleetProblems } from './fleet-checks';
import { FILE_ENDING, Output } from './output';

export interface FleetProps {
  /** Where manifests are written, a folder per cluster. @default - `CDK8S_OUTDIR`, which `cdk8s synth` sets, or 'dist' */
  readonly outdir?: string;
}

/** What a synthesis wrote. */
export interface FleetOutput {
  /** The files written, relative to the working directory. */
  readonly files: readonly string[];
  /** Folders of clusters that the fleet no longer has. */
  readonly removed: readonly string[];
}

/** All clusters of one program. Each is a cdk8s App of its own, and a folder of its own in the output. */
export class Fleet {
  readonly outdir: string;
  private readonly members: Cluster[] = [];

  constructor(props: FleetProps = {}) {
    this.outdir = props.outdir ?? process.env['CDK8S_OUTDIR'] ?? 'dist';
  }

  /** The clusters, in the order in which they were added. */
  get clusters(): readonly Cluster[] {
    return this.members;
  }

  /**
   * Adds a cluster.
   *
   * @param name the folder's name, and the value of the external label `cluster`
   */
  addCluster(name: string, props: ClusterProps = {}): Cluster {
    const cluster = new Cluster(name, { ...props, outdir: join(this.outdir, name) });
    this.members.push(cluster);
    return cluster;
  }

  /**
   * Writes all manifests, and says which on standard output. Throws a `ConfigurationError` with every problem of the fleet before
   * anything is written.
   */
  synth(): FleetOutput {
    const problems = [...this.problems(), ...this.members.flatMap(configurationProblems)];
    if (problems.length > 0) throw new ConfigurationError(problems);
    const output = new Output(this.outdir);
    const files: string[] = [];
    const duplicates: LocatedProblem[] = [];
    try {
      for (const cluster of this.members) {
        const manifests = new Map<string, string>();
        const charts = cluster.charts.map((chart) => ({ chart, objects: chart.toJson() }));
        duplicates.push(...duplicateObjects(cluster.name, charts));
        for (const { chart, objects } of charts) {
          const file = `${chart.node.id}${FILE_ENDING}`;
          manifests.set(file, Yaml.stringify(...objects));
          files.push(join(this.outdir, cluster.name, file));
        }
        output.addFolder(cluster.name, manifests);
      }
      if (duplicates.length > 0) throw new ConfigurationError(duplicates);
      const removed = output.commit();
      for (const file of files) process.stdout.write(`${file}\n`);
      for (const folder of removed) {
        process.stderr.write(`removed ${join(this.outdir, folder)}: the fleet has no such cluster\n`);
      }
      return { files, removed };
    } finally {
      output.discard();
    }
  }

  private problems(): LocatedProblem[] {
    if (this.members.length > 0) return fleetProblems(this.members);
    return [
      {
        cluster: '-',
        path: 'fleet',
        message: "The fleet has no cluster. Add one before fleet.synth(): fleet.addCluster('playground')",
      },
    ];
  }
}

function configurationProblems(cluster: Cluster): LocatedProblem[] {
  return cluster.node
    .findAll()
    .flatMap((construct) =>
      construct.node
        .validate()
        .map((message) => ({ cluster: cluster.name, path: construct.node.path || cluster.name, message })),
    );
}

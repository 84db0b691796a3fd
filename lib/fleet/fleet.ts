import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { ConfigReader } from '../manifests/config-reader';
import { ConfigurationError, describeProblems, type LocatedProblem } from '../validation/configuration-error';
import { Cluster, type ClusterProps } from './cluster';
import { type ExaminedCluster, examineCluster } from './examine';
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
   * Writes all manifests, and says which on standard output; warnings go to standard error. Throws a `ConfigurationError` with every
   * problem of the fleet before anything is written.
   */
  synth(): FleetOutput {
    const output = new Output(this.outdir);
    const files: string[] = [];
    const problems: LocatedProblem[] = [];
    try {
      for (const { name, charts, problems: found } of this.examine()) {
        problems.push(...found);
        if (problems.some(isError)) continue;
        const manifests = new Map<string, string>();
        for (const { chart, objects } of charts) {
          const file = `${chart.node.id}${FILE_ENDING}`;
          manifests.set(file, Yaml.stringify(...objects));
          files.push(join(this.outdir, name, file));
        }
        output.addFolder(name, manifests);
      }
      if (problems.some(isError)) throw new ConfigurationError(problems);
      const removed = output.commit();
      process.stderr.write(describeProblems(problems));
      for (const file of files) process.stdout.write(`${file}\n`);
      for (const folder of removed) {
        process.stderr.write(`removed ${join(this.outdir, folder)}: the fleet has no such cluster\n`);
      }
      return { files, removed };
    } finally {
      output.discard();
    }
  }

  /** Every problem and warning of the fleet, without writing anything. */
  validate(): readonly LocatedProblem[] {
    return [...this.examine()].flatMap(({ problems }) => problems);
  }

  /** The clusters, rendered and checked one after the other. */
  private *examine(): Generator<ExaminedCluster & { readonly name: string }> {
    if (this.members.length === 0) yield { name: '-', charts: [], problems: [NO_CLUSTER] };
    const reader = new ConfigReader();
    const fleetWide = fleetProblems(this.members);
    for (const cluster of this.members) {
      const own = fleetWide.filter(({ construct }) => construct.node.root === cluster);
      yield { name: cluster.name, ...examineCluster(cluster, reader, own) };
    }
  }
}

const NO_CLUSTER: LocatedProblem = {
  cluster: '-',
  path: 'fleet',
  rule: 'THANOS-602',
  severity: 'error',
  message: "THANOS-602: The fleet has no cluster. Add one before fleet.synth(): fleet.addCluster('playground')",
};

const isError = ({ severity }: LocatedProblem) => severity === 'error';

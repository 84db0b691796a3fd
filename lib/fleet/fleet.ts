import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { ConfigReader } from '../manifests/config-reader';
import type { LocatedProblem } from '../validation/configuration-error';
import { Cluster, type ClusterProps } from './cluster';
import { type ExaminedCluster, examineCluster } from './examine';
import { fleetProblems } from './fleet-checks';
import { FILE_ENDING, Output } from './output';
import { type FleetOutput, refusal, reportOutput } from './report';

export interface FleetProps {
  /** Where manifests are written, a folder per cluster. @default - `CDK8S_OUTDIR`, which `cdk8s synth` sets, or 'dist' */
  readonly outdir?: string;
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
   * problem of the fleet before anything is written. Where the environment variable `CDK8S_THANOS_OUTPUT` is `json`, standard output
   * gets one JSON document in place of all that, also then.
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
      if (problems.some(isError)) throw refusal(problems);
      const written = { files, removed: output.commit() };
      reportOutput(written, problems, (folder) => join(this.outdir, folder));
      return written;
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

import { join } from 'node:path';
import type { IGitOps, RenderedFiles } from '../gitops/tool';
import { ConfigReader } from '../manifests/config-reader';
import { severityOf } from '../validation/catalogue';
import { FLEET, type LocatedProblem } from '../validation/configuration-error';
import { type Problem, problemText, reportProblem } from '../validation/problem';
import { Cluster, type ClusterProps } from './cluster';
import { type ExaminedCluster, examineCluster, locate } from './examine';
import { clusterLabelProblems, type FleetClusterProps, schemeProblems } from './external-labels';
import { FleetComparison } from './fleet-comparison';
import { FleetFiles } from './fleet-files';
import { Members } from './members';
import { Output } from './output';
import { Progress } from './progress';
import { type FleetOutput, refusal, reportOutput } from './report';
import { nameProblems, selectionFromEnvironment } from './selection';

export interface FleetProps<Label extends string = never> {
  /** Where manifests are written, a folder per cluster. @default - `CDK8S_OUTDIR`, which `cdk8s synth` sets, or 'dist' */
  readonly outdir?: string;
  /**
   * The names of the external labels that every cluster has a value for, beside `cluster`, which is its name:
   * `['datacenter', 'environment']`.
   * @default - each cluster has the labels that it is given
   */
  readonly externalLabels?: readonly Label[];
  /**
   * The clusters to render, by name; folders of others stay as they are. All are built, and compared with each other; only these are
   * checked one by one.
   * @default - `CDK8S_THANOS_CLUSTERS`, which `npm run synth -- --cluster` sets, or all
   */
  readonly only?: readonly string[];
  /**
   * The tool that applies the folders, and what it needs beside the manifests: docs/gitops.md. Its files for the fleet as a whole are
   * written when all clusters are rendered.
   * @default - manifests alone, for `kubectl apply` or for objects of your own
   */
  readonly gitOps?: IGitOps;
}

/** All clusters of one program. Each is a cdk8s App of its own, and a folder of its own in the output. */
export class Fleet<const Label extends string = never> {
  readonly outdir: string;
  /** The labels that every cluster has a value for, beside `cluster`. */
  readonly externalLabels: readonly Label[];
  private readonly only: readonly string[] | undefined;
  private readonly gitOps: IGitOps | undefined;
  private readonly members = new Members();

  constructor(props: FleetProps<Label> = {}) {
    this.outdir = props.outdir ?? process.env['CDK8S_OUTDIR'] ?? 'dist';
    this.externalLabels = props.externalLabels ?? [];
    this.only = props.only ?? selectionFromEnvironment();
    this.gitOps = props.gitOps;
  }

  /** The clusters that were added without a function, in that order: those that this program holds. */
  get clusters(): readonly Cluster[] {
    return this.members.held;
  }

  /**
   * Adds a cluster to hold, and to add to.
   *
   * @param name the folder's name, and the value of the external label `cluster`
   */
  addCluster(
    name: string,
    ...props: [Label] extends [never] ? [props?: ClusterProps] : [FleetClusterProps<Label>]
  ): Cluster;
  /**
   * Adds a cluster that is made when it is its turn to be rendered, and forgotten after, so that a fleet of a thousand takes no more
   * memory than one of ten.
   *
   * @param build adds to the cluster that it is given, and to no other. It may be called more than once.
   */
  addCluster(name: string, props: FleetClusterProps<Label>, build: (cluster: Cluster) => void): void;
  addCluster(name: string, props: ClusterProps = {}, build?: (cluster: Cluster) => void): Cluster | undefined {
    if (!build) {
      const cluster = this.make(name, props);
      this.members.hold(cluster);
      return cluster;
    }
    this.members.defer({ name, make: () => this.make(name, props), build });
    return undefined;
  }

  /**
   * Adds many clusters, each made when it is its turn: what `readClusters` returns, or a list of your own.
   *
   * @param build adds to the cluster that it is given, and to no other. It may be called more than once.
   */
  addClusters<Entry extends { readonly name: string } & FleetClusterProps<Label>>(
    entries: readonly Entry[],
    build: (cluster: Cluster, entry: Entry) => void,
  ): void {
    for (const entry of entries) this.addCluster(entry.name, entry, (cluster) => build(cluster, entry));
  }

  /** Every cluster with all that is in it. Those with a function are made as you go on, and anew each time. */
  eachCluster(): Iterable<Cluster> {
    return this.members.each();
  }

  /**
   * Writes all manifests, and says which on standard output; warnings go to standard error. Throws a `ConfigurationError` with every
   * problem of the fleet before anything is written. Where the environment variable `CDK8S_THANOS_OUTPUT` is `json`, standard output
   * gets one JSON document in place of all that, also then.
   */
  synth(): FleetOutput {
    const output = new Output(this.outdir);
    const contents = new FleetFiles(this.gitOps);
    const files: string[] = [];
    const add = (folder: string, content: RenderedFiles) => {
      output.addFolder(folder, content);
      for (const file of content.keys()) files.push(join(this.outdir, folder, file));
    };
    const problems: LocatedProblem[] = [];
    const progress = new Progress(this.members.names.length);
    try {
      for (const { name, charts, problems: found } of this.examine()) {
        if (name !== FLEET) progress.step();
        problems.push(...found);
        if (!charts || problems.some(isError)) continue;
        add(name, contents.ofCluster(name, charts));
      }
      if (problems.some(isError)) throw refusal(problems);
      const fleetWide = this.only ? undefined : contents.ofFleet();
      if (fleetWide) add(...fleetWide);
      const written = { files, removed: output.commit(this.only ? 'keep' : 'remove') };
      progress.end();
      reportOutput(written, problems, (folder) => join(this.outdir, folder));
      return written;
    } finally {
      progress.end();
      output.discard();
    }
  }

  /** Every problem and warning of the fleet, without writing anything. */
  validate(): readonly LocatedProblem[] {
    const found: LocatedProblem[] = [];
    for (const { problems } of this.examine()) found.push(...problems);
    return found;
  }

  /** The clusters, one after the other: compared, and those to render rendered and checked. */
  private *examine(): Generator<Examined> {
    const scheme = schemeProblems(this.externalLabels);
    const { names } = this.members;
    const tool = new FleetFiles(this.gitOps).problems(names);
    yield { name: FLEET, problems: [...scheme, ...nameProblems(names, this.only), ...tool].map(ofFleet) };
    if (scheme.length > 0) return;
    this.members.introduce();
    const reader = new ConfigReader();
    const comparison = new FleetComparison(this.members.held);
    const before = this.members.snapshot();
    for (const cluster of this.members.each()) {
      const clashes = comparison.add(cluster);
      const { name } = cluster;
      if (!this.only || this.only.includes(name)) yield { name, ...examineCluster(cluster, reader, clashes) };
      else yield { name, problems: locate(cluster, clashes) };
    }
    yield { name: FLEET, problems: this.members.problemsSince(before).map(ofFleet) };
  }

  private make(name: string, props: ClusterProps): Cluster {
    const { externalLabels, oidcIssuer, entraClientId, clientCertificate, writesBy } = props;
    const outdir = join(this.outdir, `${name}`);
    const identity = { oidcIssuer, entraClientId, clientCertificate, writesBy };
    const cluster = new Cluster(name, { externalLabels, ...identity, outdir });
    for (const problem of clusterLabelProblems(this.externalLabels, externalLabels ?? {})) {
      reportProblem(cluster, problem);
    }
    return cluster;
  }
}

/** A cluster that has been looked at, or the fleet as a whole; with its charts if it is to be rendered. */
interface Examined extends Partial<ExaminedCluster> {
  readonly name: string;
  readonly problems: readonly LocatedProblem[];
}

function ofFleet(problem: Problem): LocatedProblem {
  return {
    cluster: FLEET,
    path: 'fleet',
    rule: problem.rule,
    severity: severityOf(problem.rule),
    message: problemText(problem),
  };
}

const isError = ({ severity }: LocatedProblem) => severity === 'error';

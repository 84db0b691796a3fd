import { readFileSync } from 'node:fs';
import type { ClientCertificate } from '../../certificates/client-certificate';
import type { IRemoteWriteDestination } from '../../remote-write/destination';
import type { WritesBy } from '../../remote-write/token-admission';
import type { ClusterPrometheusProps } from '../cluster';
import type { ExternalLabels } from '../external-labels';
import { ClusterReader } from './cluster-reader';
import { FileReport } from './file-report';
import { parseLocated } from './located';

/** Something that clusters write to: a `ThanosStack`, or a destination of your own. */
export interface WrittenTo {
  readonly remoteWrite: IRemoteWriteDestination;
}

export interface ReadClustersOptions<Label extends string = never, Stack extends string = string> {
  /** The external labels that every cluster has a value for: `fleet.externalLabels`. @default - each has those that it is given */
  readonly externalLabels?: readonly Label[];
  /** The stacks that clusters may write to, by the names that the file has for them: `{ hub: thanos }`. */
  readonly stacks: Readonly<Record<Stack, WrittenTo>>;
  /** The tenants that clusters may write as. @default - none: all write as the receiver's default tenant */
  readonly tenants?: readonly string[];
}

/** A cluster of a clusters file, with all that it inherits. */
export interface ClusterEntry<Label extends string = never, Stack extends string = string> {
  readonly name: string;
  readonly externalLabels: Readonly<Record<string, string>> & ExternalLabels<Label>;
  readonly environment?: string;
  readonly region?: string;
  /** Who signs the tokens of its ServiceAccounts, by which it writes as itself. */
  readonly oidcIssuer?: string;
  /** As whom it writes where tokens are Entra's. */
  readonly entraClientId?: string;
  /** What it shows where certificates are asked for. */
  readonly clientCertificate?: ClientCertificate;
  /** Which edge it writes to, where the stack has two. */
  readonly writesBy?: WritesBy;
  /** The name of the stack that it writes to. */
  readonly stack: Stack;
  readonly tenant?: string;
  /** What `cluster.addPrometheus` takes, with where it writes to. */
  readonly prometheus: ClusterPrometheusProps;
}

/**
 * Reads clusters from a YAML file, in its order. Throws a `ConfigurationError` with everything that is wrong with the file, each
 * with line and column.
 *
 * @param file its path, from the working directory
 */
export function readClusters<const Label extends string = never, const Stack extends string = string>(
  file: string,
  options: ReadClustersOptions<Label, Stack>,
): ClusterEntry<Label, Stack>[] {
  const report = new FileReport(file);
  const content = parseLocated(contentOf(file, report), report);
  // What a file means cannot be told before it is YAML.
  report.throwIfBroken('THANOS-620');
  const entries = new ClusterReader(options, report).read(content);
  report.throwIfBroken();
  return entries;
}

function contentOf(file: string, report: FileReport): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    report.add(
      { line: 1, column: 1 },
      {
        rule: 'THANOS-620',
        what: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        fix: 'Write its path from the folder in which the program is started',
      },
    );
    return '';
  }
}

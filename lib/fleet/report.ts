import { ConfigurationError, describeProblems, type LocatedProblem } from '../validation/configuration-error';

/** What a synthesis wrote. */
export interface FleetOutput {
  /** The files written, relative to the working directory. */
  readonly files: readonly string[];
  /** Folders that the fleet no longer has: of clusters, and of what was for their GitOps tool. */
  readonly removed: readonly string[];
}

/** What a synthesis prints when `CDK8S_THANOS_OUTPUT` is `json`. Fields are added to it, and never change their meaning while `version` is 1. */
interface FleetReport extends FleetOutput {
  readonly version: 1;
  readonly problems: readonly LocatedProblem[];
}

/** Says what was written, on standard output, and what else there is to know, on standard error. */
export function reportOutput(
  output: FleetOutput,
  problems: readonly LocatedProblem[],
  folderOf: (cluster: string) => string,
): void {
  if (asJson()) {
    printReport({ version: 1, ...output, problems });
    return;
  }
  process.stderr.write(describeProblems(problems));
  for (const file of output.files) process.stdout.write(`${file}\n`);
  for (const cluster of output.removed) {
    process.stderr.write(`removed ${folderOf(cluster)}: the fleet no longer renders it\n`);
  }
}

/** The error that says what keeps a fleet from being written. */
export function refusal(problems: readonly LocatedProblem[]): ConfigurationError {
  const error = new ConfigurationError(problems);
  if (!asJson()) return error;
  printReport({ version: 1, files: [], removed: [], problems });
  // Node prints it when nobody catches the error.
  error.stack = 'This configuration has problems, and nothing was written. They are in the JSON on standard output.';
  return error;
}

function asJson(): boolean {
  return process.env['CDK8S_THANOS_OUTPUT'] === 'json';
}

function printReport(report: FleetReport): void {
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** One problem of a fleet, and where it is. */
export interface LocatedProblem {
  /** The cluster's name. */
  readonly cluster: string;
  /** The construct's path in that cluster. */
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with a fleet, at once. Nothing has been written when it is thrown. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly LocatedProblem[]) {
    super(describe(problems));
    this.name = 'ConfigurationError';
    // The reader made a mistake in a configuration: where this library noticed it is of no use to them.
    this.stack = this.message;
  }
}

function describe(problems: readonly LocatedProblem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = [`${count} in this configuration, nothing was written:`];
  let cluster: string | undefined;
  for (const problem of problems) {
    if (problem.cluster !== cluster) lines.push('', `cluster ${problem.cluster}`);
    cluster = problem.cluster;
    lines.push(`  ${problem.path}`, `    ${problem.message}`);
  }
  return lines.join('\n');
}

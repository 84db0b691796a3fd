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

/** What an option of several components causes is said once, below the paths of all of them. */
function describe(problems: readonly LocatedProblem[]): string {
  const clusters = new Map<string, Map<string, string[]>>();
  for (const { cluster, path, message } of problems) {
    const messages = clusters.get(cluster) ?? new Map<string, string[]>();
    clusters.set(cluster, messages.set(message, [...(messages.get(message) ?? []), path]));
  }
  const count = [...clusters.values()].reduce((sum, messages) => sum + messages.size, 0);
  const lines = [`${count === 1 ? '1 problem' : `${count} problems`} in this configuration, nothing was written:`];
  for (const [cluster, messages] of clusters) {
    lines.push('', `cluster ${cluster}`);
    for (const [message, paths] of messages) lines.push(...paths.map((path) => `  ${path}`), `    ${message}`);
  }
  return lines.join('\n');
}

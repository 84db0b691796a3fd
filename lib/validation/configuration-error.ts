import type { RuleId } from './catalogue';
import type { Severity } from './rule';

/** In place of a cluster's name, where the fleet as a whole is meant. */
export const FLEET = '-';

/** One problem of a fleet, and where it is. */
export interface LocatedProblem {
  /** The cluster's name; `-` for the fleet as a whole. */
  readonly cluster: string;
  /** The construct's path in that cluster; of the fleet, the file and the place in it where that is known. */
  readonly path: string;
  /** The rule that is broken, which docs/rules.md explains. @default - a check that is not of this library */
  readonly rule?: RuleId;
  readonly severity: Severity;
  readonly message: string;
}

/** Everything that is wrong with a fleet, at once. Nothing has been written when it is thrown. */
export class ConfigurationError extends Error {
  /** @param problems errors and warnings */
  constructor(readonly problems: readonly LocatedProblem[]) {
    super(describeProblems(problems));
    this.name = 'ConfigurationError';
    // The reader made a mistake in a configuration: where this library noticed it is of no use to them.
    this.stack = this.message;
    // Node prints what it can enumerate below an error that nobody caught, and the message says all of it.
    for (const property of ['name', 'problems']) Object.defineProperty(this, property, { enumerable: false });
  }
}

/** Problems as they are printed: errors, then warnings, by cluster. */
export function describeProblems(problems: readonly LocatedProblem[]): string {
  const of = (severity: Severity) => problems.filter((problem) => problem.severity === severity);
  const explained = problems.some(({ rule }) => rule !== undefined);
  return [
    ...describeAll(of('error'), 'problem', 'in this configuration, nothing was written'),
    ...describeAll(of('warning'), 'warning', 'about this configuration'),
    ...(explained ? ['docs/rules.md explains each rule.', ''] : []),
  ].join('\n');
}

/** What an option of several components causes is said once, below the paths of all of them. */
function describeAll(problems: readonly LocatedProblem[], noun: string, where: string): string[] {
  const clusters = new Map<string, Map<string, string[]>>();
  for (const { cluster, path, message } of problems) {
    const messages = clusters.get(cluster) ?? new Map<string, string[]>();
    clusters.set(cluster, messages.set(message, [...(messages.get(message) ?? []), path]));
  }
  const count = [...clusters.values()].reduce((sum, messages) => sum + messages.size, 0);
  if (count === 0) return [];
  const lines = [`${count} ${noun}${count === 1 ? '' : 's'} ${where}:`];
  for (const [cluster, messages] of clusters) {
    lines.push('', cluster === FLEET ? 'fleet' : `cluster ${cluster}`);
    for (const [message, paths] of messages) lines.push(...paths.map((path) => `  ${path}`), `    ${message}`);
  }
  return [...lines, ''];
}

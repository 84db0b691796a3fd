import type { Construct } from 'constructs';

/** What is wrong with a configuration, in the words of the person who has to mend it. */
export interface Problem {
  /** What was given and why it does not work. */
  readonly what: string;
  /** What to write instead. */
  readonly fix: string;
}

/**
 * Reports a problem of one construct. It does not throw: every problem of a run is shown at once, when the app is synthesised,
 * each with the path of its construct.
 */
export function reportProblem(construct: Construct, problem: Problem): void {
  const message = `${problem.what}. ${problem.fix}`;
  construct.node.addValidation({ validate: () => [message] });
}

/** Reports what only the finished tree can tell: `check` runs once the app is synthesised, and returns the problems it finds. */
export function checkAtSynth(construct: Construct, check: () => readonly Problem[]): void {
  construct.node.addValidation({ validate: () => check().map(({ what, fix }) => `${what}. ${fix}`) });
}

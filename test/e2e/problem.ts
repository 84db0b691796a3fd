/** What the person who started the run has to change: said without a stack trace, and the exit code is 2. */
export class UsageProblem extends Error {
  readonly exitCode = 2;

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Something that waiting does not mend. */
export class Hopeless extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

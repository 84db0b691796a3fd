/** What the person who started the run has to change: said without a stack trace, and the exit code is 2. */
export class UsageProblem extends Error {
  readonly exitCode = 2;

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Something that waiting does not mend. */
export class Hopeless extends Error {}

/** What an error says, with its cause: that of `fetch` says nothing else. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${messageOf(error.cause)}` : error.message;
}

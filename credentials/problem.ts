/** What is wrong with what the operator gave: every problem found, once each. Nothing was written. No message ever quotes a password. */
export class CredentialsProblem extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'CredentialsProblem';
  }
}

/** Stops with the problems found so far, if there are any. */
export function refuseAny(problems: readonly (string | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new CredentialsProblem([...new Set(found)]);
}

/** Stops with one problem. */
export function refuse(problem: string): never {
  throw new CredentialsProblem([problem]);
}

/** `ENOENT` and the like, for messages that must not quote what the operator typed. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

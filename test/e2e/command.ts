import { messageOf, UsageProblem } from './problem';

/** Runs a command until it is over or interrupted, and exits by what it returns or throws. */
export function runCommand(command: (argv: readonly string[], interruption: AbortSignal) => Promise<number>): void {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      process.stderr.write(
        `${signal}: ${interruption.signal.aborted ? 'already ' : ''}cleaning up, which takes a minute\n`,
      );
      interruption.abort(new Error(`interrupted by ${signal}`));
    });
  }
  command(process.argv.slice(2), interruption.signal).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const mistake = error instanceof UsageProblem;
      process.stderr.write(
        `${mistake || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)}\n`,
      );
      process.exitCode = mistake ? 2 : 1;
    },
  );
}

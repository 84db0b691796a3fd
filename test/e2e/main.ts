import { parseOptions } from './options';
import { messageOf, UsageProblem } from './problem';
import { run } from './run';
import { SCENARIOS } from './scenarios';

/** `npm run e2e`. Returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(
    argv,
    SCENARIOS.map(({ id }) => id),
  );
  if (!options) return 0;
  if (options.list) {
    for (const { id, title } of SCENARIOS) process.stdout.write(`${id.padEnd(14)}${title}\n`);
    return 0;
  }
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      process.stderr.write(
        `${signal}: ${interruption.signal.aborted ? 'already ' : ''}cleaning up, which takes a minute\n`,
      );
      interruption.abort(new Error(`interrupted by ${signal}`));
    });
  }
  const chosen = SCENARIOS.filter(({ id }) => options.scenario.includes(id));
  return (await run(options, chosen, interruption.signal)) ? 0 : 1;
}

main(process.argv.slice(2)).then(
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

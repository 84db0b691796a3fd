import { runCommand } from './command';
import { parseOptions } from './options';
import { run } from './run';
import { SCENARIOS } from './scenarios';

// `npm run e2e`
runCommand(async (argv, interruption) => {
  const options = parseOptions(
    argv,
    SCENARIOS.map(({ id }) => id),
  );
  if (!options) return 0;
  if (options.list) {
    for (const { id, title } of SCENARIOS) process.stdout.write(`${id.padEnd(14)}${title}\n`);
    return 0;
  }
  const chosen = SCENARIOS.filter(({ id }) => options.scenario.includes(id));
  return (await run(options, chosen, interruption)) ? 0 : 1;
});

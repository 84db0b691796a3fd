import { SERVER_PAIRS } from '../../diff/server/index';
import { UNTRIED } from '../../diff/server/untried';
import { runCommand } from '../command';
import { parsePairOptions } from './options';
import { runPairs } from './run';

// `npm run e2e:diff`
runCommand(async (argv, interruption) => {
  const options = parsePairOptions(argv, { pairs: SERVER_PAIRS, untried: UNTRIED });
  if (!options) return 0;
  if (options.list) {
    for (const { code, title, expected } of options.pairs) {
      process.stdout.write(`${code}  ${expected.server.padEnd(8)}${title}\n`);
    }
    for (const { code, title, reason } of options.untried)
      process.stdout.write(`${code}  skipped ${title}: ${reason}\n`);
    return 0;
  }
  return (await runPairs(options, interruption)) ? 0 : 1;
});

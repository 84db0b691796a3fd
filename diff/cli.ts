import { type Command, Option } from 'commander';
import type { Level } from '../lib/diff/level';
import { standardOutput } from '../reporting/standard-output';
import type { Output } from './output';

/** Adds `diff` to a program. What it needs is loaded when it runs. */
export function registerDiff(program: Command): void {
  program
    .command('diff')
    .summary('compare rendered manifests, and say what each change would do to what runs')
    .argument('<base>', 'the state that runs')
    .argument('<head>', 'the state that is to be applied')
    .addOption(
      new Option('--output <format>', 'how to print').choices(['text', 'markdown', 'json', 'sarif']).default('text'),
    )
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 for changes of this level or worse').choices([
        'restart',
        'replace',
        'data',
      ]),
    )
    .option(
      '--ignore-defaults',
      'take what the API server fills in for given, and leave out what it alone writes: a side may be what kubectl get prints',
    )
    .option('--all', 'print every change as text, those of level config and none too')
    .addHelpText(
      'after',
      '\nExit codes: 0 no change, or none that --fail-on names; 1 such a change; 2 something could not be read, and the rest is compared.',
    )
    .action(
      async (
        base: string,
        head: string,
        options: { output: Output; failOn?: Level; all?: boolean; ignoreDefaults?: boolean },
      ) => {
        const { runDiff } = await import('./run.js');
        const { coloured } = await import('./terminal.js');
        process.exitCode = await runDiff(
          { base, head, ...options },
          {
            print: standardOutput(),
            tell: (line) => process.stderr.write(line),
            colour: coloured(process.stdout, process.env),
            ...(process.stdout.isTTY ? { width: process.stdout.columns } : {}),
          },
        );
      },
    );
}

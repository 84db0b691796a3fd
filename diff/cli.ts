import { type Command, Option } from 'commander';
import type { Level } from '../lib/diff/level';
import { standardOutput } from '../reporting/standard-output';
import type { Output } from './output';

/** Adds `diff` to a program. What it needs is loaded when it runs. */
export function registerDiff(program: Command): void {
  program
    .command('diff')
    .summary('compare rendered manifests, and say what each change would do to what runs')
    .description(
      // Each paragraph is a line, which is wrapped to the terminal; lines of the table fit into any.
      [
        'Compares two states of rendered manifests, and says what each change would do to what runs. A state is',
        '',
        '  dist, ./main          a folder or a file: a path that is there is never taken',
        '                        for a revision',
        '  main:dist, HEAD~1:./dist, v1.2.0:dist/playground',
        '                        a folder or a file of a revision; `main:` is all of it',
        '  main, origin/main     a revision: the folder that the other side names, or',
        '                        else that which cdk8s.yaml renders into',
        '  -                     standard input',
        '',
        "Without HEAD, it is what cdk8s.yaml's app renders now, into a temporary folder; without BASE, that folder as it is committed. Work tree and index stay as they are; nothing is fetched, and no other program is run.",
        '',
        'Where cdk8s rendered each cluster into a folder of its own, or where folders have an object in common, each of them is a cluster; otherwise all is one cluster, in whatever folders it is.',
      ].join('\n'),
    )
    .argument('[base]', 'the state that runs (default: HEAD)')
    .argument('[head]', 'the state that is to be applied (default: a fresh synth)')
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
    .option('--all', 'print every change as text, those of level config and none too')
    .option(
      '--ignore-defaults',
      'take what the API server fills in for given, and leave out what it alone writes: a side may be what kubectl get prints',
    )
    .addHelpText(
      'after',
      `
Exit codes:
  0                  no change, or none that --fail-on names
  1                  such a change
  2                  something could not be read, and the rest is compared`,
    )
    .action(
      async (
        base: string | undefined,
        head: string | undefined,
        options: { output: Output; failOn?: Level; all?: boolean; ignoreDefaults?: boolean },
      ) => {
        const { runDiff } = await import('./run.js');
        const { coloured } = await import('./terminal.js');
        process.exitCode = await runDiff(
          { base, head, ...options },
          {
            read: async () => Buffer.concat(await process.stdin.toArray()),
            print: standardOutput(),
            tell: (line) => process.stderr.write(line),
            colour: coloured(process.stdout, process.env),
            ...(process.stdout.isTTY ? { width: process.stdout.columns } : {}),
          },
        );
      },
    );
}

import { type Command, Option } from 'commander';
import { standardOutput } from '../reporting/standard-output';

/** Adds `lint` to a program. What it needs is loaded when it runs. */
export function registerLint(program: Command): void {
  program
    .command('lint')
    .summary('check rendered manifests, from wherever they come, for what would hurt Thanos')
    .description(
      `Checks rendered manifests, from wherever they come, for what would hurt Thanos. Files are checked together, as one cluster; so is a
folder with what is below it. Where all manifests of a folder are in sub-folders, each of these is a cluster.`,
    )
    .argument('<path...>', 'files and folders of YAML or JSON, or - for standard input')
    .addOption(new Option('--output <format>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing, or warnings alone; 1 errors; 2 something could not be read, and the rest is checked.',
    )
    .action(async (paths: string[], { output }: { output: 'text' | 'json' | 'sarif' }) => {
      const { runLint } = await import('./run.js');
      process.exitCode = await runLint(paths, output, {
        read: async () => Buffer.concat(await process.stdin.toArray()),
        print: standardOutput(),
        tell: (line) => process.stderr.write(line),
      });
    });
}

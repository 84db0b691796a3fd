#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { registerAzureRoles } from '../azure/cli';
import { registerCredentials } from '../credentials/cli';
import { registerDiff } from '../diff/cli';
import { registerLint } from '../lint/cli';

/** Runs the command line, and says by which exit code the process should end. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('cdk8s-thanos').description('what surrounds the manifests of a fleet').exitOverride();
  registerAzureRoles(program);
  registerCredentials(program);
  registerLint(program);
  registerDiff(program);
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Help that was asked for is a success; commander has printed it, and its own complaints too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`cdk8s-thanos: ${describe(error)}\n`);
    return exitCode(error);
  }
}

/** Errors that are meant for users carry the exit code; others are mistakes of this program. */
function exitCode(error: unknown): number {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'exitCode' in error ? error.message : (error.stack ?? error.message);
}

main(process.argv).then((code) => {
  process.exitCode = code;
});

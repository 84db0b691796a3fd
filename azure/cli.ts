import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import type { AzureRolesCommand } from './azure-roles';
import { CLOUDS } from './clouds';
import type { IssuersOptions } from './issuers';
import type { CliOptions, Surroundings } from './run';

/** The process: the result goes to standard output, all else to standard error. */
const terminal: Surroundings = {
  print: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(text),
  ask: process.stdin.isTTY ? ask : undefined,
};

/** Adds `azure-roles` to a program. What it needs is loaded when it runs. */
export function registerAzureRoles(program: Command): void {
  const roles = program
    .command('azure-roles')
    .description('the Azure role assignments that the fleet needs: show, make, check and remove them')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 something is missing or failed, 2 a mistake in what was asked, nothing done.',
    );

  armCommand(roles, 'plan', 'say what apply would do, and change nothing');
  armCommand(roles, 'apply', 'make the assignments that are missing');
  armCommand(roles, 'verify', 'exit with 1 when an assignment is missing');
  armCommand(roles, 'destroy', 'show the assignments that apply made, ask, and remove them')
    .option('--orphans', 'only those that the fleet no longer needs')
    .option('--yes', 'do not ask');

  fleetCommand(roles, 'federated', 'print the federated credentials that workload identity needs').action(
    async (options: CliOptions) => {
      const { loadFleet, runFederated } = await load();
      runFederated(await loadFleet(options.fleet), options, terminal);
    },
  );

  outputOption(
    roles.command('issuers').description('print the OpenID issuer of each AKS cluster, by which it writes as itself'),
  )
    .option('--subscription <id>', 'the subscription to look into, if not that of az login')
    .action(async (options: IssuersOptions) => {
      const { runIssuers } = await import('./issuers.js');
      await runIssuers(options, terminal);
    });
}

function fleetCommand(parent: Command, name: string, description: string): Command {
  return outputOption(
    parent
      .command(name)
      .description(description)
      .option('--fleet <file>', 'the compiled main.ts, which exports the fleet', 'build/main.js'),
  );
}

function outputOption(command: Command): Command {
  return command.addOption(new Option('--output <format>', 'how to print').choices(['table', 'json']).default('table'));
}

function armCommand(parent: Command, name: AzureRolesCommand, description: string): Command {
  return fleetCommand(parent, name, description)
    .option('--subscription <id>', 'refuse a fleet that needs roles in any other subscription')
    .option('--cluster <name...>', 'clusters that the fleet had: what was made for them is an orphan')
    .option('--reader-and-data-access', 'also grant "Reader and Data Access", which hands out account keys')
    .option('--default-azure-credential', "sign in by Azure's default credential chain instead of az login")
    .addOption(
      new Option('--cloud <name>', "Azure's cloud, as az cloud list calls it")
        .choices(Object.keys(CLOUDS))
        .default('AzureCloud'),
    )
    .option('--arm-endpoint <url>', "Resource Manager's https URL, which is sent the cloud's token")
    .action(async (options: CliOptions) => {
      const { loadFleet, runAzureRoles } = await load();
      const ok = await runAzureRoles(name, await loadFleet(options.fleet), options, terminal);
      if (!ok) process.exitCode = 1;
    });
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** What the commands need, once one of them runs. */
async function load() {
  return { ...(await import('./run.js')), ...(await import('./load-fleet.js')) };
}

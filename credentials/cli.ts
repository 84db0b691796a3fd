import type { Command, Option } from 'commander';
import { CONTROLLERS, HASH_FORMATS } from './controller';
import { BASIC_AUTH, OUTPUTS, REMOTE_WRITE } from './names';
import type { CredentialsOptions } from './options';
import { CredentialsProblem, errorCode } from './problem';
import { processTerminal, type Terminal } from './terminal';

/** Adds `credentials` to a program. What it needs is loaded when it runs. */
export function registerCredentials(program: Command, terminal: Terminal = processTerminal): void {
  const command = program.command('credentials');
  const option = (flags: string, description: string): Option => command.createOption(flags, description);
  const several = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];
  command
    .summary('make the Secrets of the edge and of remote write from one password')
    .description(
      `Makes the Secrets ${BASIC_AUTH} (who may sign in at the edge) and ${REMOTE_WRITE} (what Prometheus signs in with) from one password, for kubectl, as files, or by way of Azure Key Vault.`,
    )
    .optionsGroup('Password:')
    .option('--generate', 'take 32 random bytes')
    .option('--password-file <file>', 'read it from a file, or from standard input for -')
    .option('--password-out <file>', 'write the generated password to a file too')
    .addOption(option('--password [password]', '').hideHelp())
    .optionsGroup('Who:')
    .option('--user <name>', 'who gets the password (repeatable; the first one writes; default: thanos)', several)
    .option(
      '--keep <file>',
      `keep the users of an htpasswd file or of the existing ${BASIC_AUTH} (- for standard input)`,
    )
    .option('--drop-user <name>', 'leave a user of --keep out (repeatable)', several)
    .optionsGroup('Edge:')
    .addOption(option('--controller <name>', 'what checks passwords').choices(CONTROLLERS).default('ingress-nginx'))
    .addOption(option('--format <format>', "hash format (default: the controller's best)").choices(HASH_FORMATS))
    .optionsGroup('Output:')
    .addOption(option('--as <output>', 'what to make').choices(OUTPUTS).default('secret'))
    .addOption(option('--only <secret>', 'one of the two Secrets').choices([BASIC_AUTH, REMOTE_WRITE]))
    .option('--namespace <name>', `namespace of ${BASIC_AUTH}`, 'thanos')
    .option('--prometheus-namespace <name>', `namespace of ${REMOTE_WRITE} (repeatable; default: prometheus)`, several)
    .option('--out <folder>', 'write files, readable by you alone, instead of standard output')
    .option('--force', 'replace files that exist')
    .option('--allow-terminal', 'print Secrets even to a terminal')
    .optionsGroup('Key Vault:')
    .option('--store <name>', 'the ClusterSecretStore, for external-secret')
    .option('--key-vault <name>', 'the vault, for key-vault-values and secret-provider-class')
    .option('--tenant-id <guid>', 'its tenant, for secret-provider-class')
    .option('--client-id <guid>', 'client id of the identity that reads it, for secret-provider-class')
    .option('--entry-prefix <text>', 'how names of entries start', 'thanos')
    .allowExcessArguments(false)
    .addHelpText('after', '\nExit codes: 0 done, 1 writing failed, 2 a mistake in what was asked, nothing written.')
    .configureOutput({ writeErr: (text) => terminal.report(withoutValues(text)) })
    .exitOverride(({ exitCode }) => {
      if (exitCode !== 0) terminal.exit(2);
    })
    .action((options: CredentialsOptions) => run(options, terminal));
}

/** A misspelt option is quoted back; what stood behind its equals sign may be a password. */
function withoutValues(message: string): string {
  return message.replace(/(--[-a-z]+)=.*/gis, "$1=…'").trimEnd();
}

async function run(options: CredentialsOptions, terminal: Terminal): Promise<void> {
  try {
    const { runCredentials } = await import('./run.js');
    await runCredentials(options, terminal);
  } catch (error) {
    if (error instanceof CredentialsProblem) {
      for (const problem of error.problems) terminal.report(`error: ${problem}.`);
      terminal.report('Nothing was written.');
      return terminal.exit(2);
    }
    // Never the message of an error: some quote the value that they choked on.
    const path = error instanceof Error && 'path' in error ? `: ${error.path}` : '';
    terminal.report(`error: Writing failed (${errorCode(error)}${path}).`);
    return terminal.exit(1);
  }
}

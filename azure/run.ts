import { createInterface } from 'node:readline/promises';
import type { TokenCredential } from '@azure/core-auth';
import { type AzureRolesCommand, azureRoles } from './azure-roles';
import type { Cloud } from './clouds';
import { azureCliCredential, defaultAzureCredential } from './credential';
import { BadInput } from './failure';
import { federatedCredentials } from './federated';
import { type Grant, grantProblems, wantedGrants } from './grants';
import { loadFleet } from './load-fleet';
import type { Row } from './plan';
import { federatedText, jsonReport, table } from './report';
import { subscriptionOf } from './roles';

/** The options of the command line. */
export interface CliOptions {
  readonly fleet: string;
  readonly output: 'table' | 'json';
  readonly subscription?: string;
  readonly cluster?: readonly string[];
  readonly readerAndDataAccess?: boolean;
  readonly defaultAzureCredential?: boolean;
  readonly cloud: Cloud;
  readonly armEndpoint?: string;
  readonly orphans?: boolean;
  readonly yes?: boolean;
}

const KEYS_WARNING =
  'Reader and Data Access hands out the keys of the storage account: whoever has the role reads, changes and deletes everything in every container, and no log says who it was. Thanos does not need it';

/** Runs `plan`, `apply`, `verify` or `destroy`. */
export async function runAzureRoles(command: AzureRolesCommand, options: CliOptions): Promise<void> {
  const source = await loadFleet(options.fleet);
  const { grants, problems } = wantedGrants(source, { readerAndDataAccess: options.readerAndDataAccess });
  const mistakes = [...problems, ...grantProblems(grants, options.subscription)];
  if (mistakes.length > 0) throw new BadInput(mistakes);
  if (command === 'destroy' && !options.yes && !process.stdin.isTTY) {
    throw new BadInput([
      { what: 'destroy asks before it removes anything, and nobody is there to answer', fix: 'Add --yes' },
    ]);
  }
  const warnings = options.readerAndDataAccess ? [KEYS_WARNING] : [];
  for (const warning of warnings) tell(`Warning: ${warning}.`);
  const result =
    grants.length === 0
      ? { rows: [], ok: true }
      : await azureRoles({
          command,
          grants,
          clusters: [...source.clusters, ...(options.cluster ?? [])],
          credential: await credential(options, grants),
          cloud: options.cloud,
          armEndpoint: options.armEndpoint,
          subscription: options.subscription,
          orphansOnly: options.orphans,
          confirm: (rows) => confirm(rows, options.yes ?? false),
          progress: tell,
        });
  process.stdout.write(options.output === 'json' ? jsonReport(command, result, warnings) : await table(result.rows));
  if (!result.ok) process.exitCode = 1;
}

/** Runs `federated`. */
export async function runFederated(options: Pick<CliOptions, 'fleet' | 'output'>): Promise<void> {
  const { credentials, warnings } = federatedCredentials(await loadFleet(options.fleet));
  for (const warning of warnings) tell(`Warning: ${warning}.`);
  const report = { version: 1, command: 'federated', credentials, warnings };
  process.stdout.write(options.output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : federatedText(credentials));
}

async function credential(options: CliOptions, grants: readonly Grant[]): Promise<TokenCredential> {
  if (options.defaultAzureCredential) return defaultAzureCredential(options.cloud);
  return azureCliCredential(options.subscription ?? subscriptionOf(grants[0]?.scope ?? ''));
}

/** Shows what would be removed, and asks, on standard error: standard output is for the result. */
async function confirm(rows: readonly Row[], yes: boolean): Promise<boolean> {
  process.stderr.write(await table(rows));
  if (yes) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question('Remove the rows that say "to delete"? Type yes: ');
    return answer.trim() === 'yes';
  } finally {
    terminal.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

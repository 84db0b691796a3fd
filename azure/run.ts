import type { TokenCredential } from '@azure/core-auth';
import { type AzureRolesCommand, type AzureRolesProps, azureRoles } from './azure-roles';
import type { Cloud } from './clouds';
import { azureCliCredential, defaultAzureCredential } from './credential';
import { BadInput } from './failure';
import { federatedCredentials } from './federated';
import type { GrantSource } from './grant-source';
import { type Grant, grantProblems, wantedGrants } from './grants';
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

/** What a command prints to, whom it asks, and where its calls go. */
export interface Surroundings {
  /** Takes the result. */
  readonly print: (text: string) => void;
  /** Takes everything else: warnings, progress, questions. */
  readonly tell: (text: string) => void;
  /** Asks somebody; absent when nobody is there. */
  readonly ask?: (question: string) => Promise<string>;
  /** @default - Azure, as the options say */
  readonly azure?: Pick<AzureRolesProps, 'credential' | 'httpClient' | 'wait'>;
}

/** Runs `plan`, `apply`, `verify` or `destroy`. Says whether all is well. */
export async function runAzureRoles(
  command: AzureRolesCommand,
  source: GrantSource,
  options: Omit<CliOptions, 'fleet'>,
  { print, tell, ask, azure }: Surroundings,
): Promise<boolean> {
  const { grants, problems } = wantedGrants(source, { readerAndDataAccess: options.readerAndDataAccess });
  const mistakes = [...problems, ...grantProblems(grants, options.subscription)];
  if (mistakes.length > 0) throw new BadInput(mistakes);
  if (command === 'destroy' && !options.yes && !ask) {
    throw new BadInput([
      { what: 'destroy asks before it removes anything, and nobody is there to answer', fix: 'Add --yes' },
    ]);
  }
  const warnings = options.readerAndDataAccess ? [KEYS_WARNING] : [];
  for (const warning of warnings) tell(`Warning: ${warning}.\n`);
  const result =
    grants.length === 0
      ? { rows: [], ok: true }
      : await azureRoles({
          command,
          grants,
          clusters: [...source.clusters, ...(options.cluster ?? [])],
          credential: azure?.credential ?? (await credential(options, grants)),
          cloud: options.cloud,
          armEndpoint: options.armEndpoint,
          subscription: options.subscription,
          orphansOnly: options.orphans,
          confirm: async (rows) => {
            tell(table(rows));
            if (options.yes) return true;
            const answer = await ask?.('Remove the rows that say "to delete"? Type yes: ');
            if (answer?.trim() === 'yes') return true;
            tell('Nothing has been removed.\n');
            return false;
          },
          progress: (line) => tell(`${line}\n`),
          ...azure,
        });
  print(options.output === 'json' ? jsonReport(command, result, warnings) : table(result.rows));
  return result.ok;
}

/** Runs `federated`. */
export function runFederated(
  source: GrantSource,
  options: Pick<CliOptions, 'output'>,
  { print, tell }: Surroundings,
): void {
  const { credentials, warnings } = federatedCredentials(source);
  for (const warning of warnings) tell(`Warning: ${warning}.\n`);
  const report = { version: 1, command: 'federated', credentials, warnings };
  print(options.output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : federatedText(credentials));
}

async function credential(options: Omit<CliOptions, 'fleet'>, grants: readonly Grant[]): Promise<TokenCredential> {
  if (options.defaultAzureCredential) return defaultAzureCredential(options.cloud);
  return azureCliCredential(options.subscription ?? subscriptionOf(grants[0]?.scope ?? ''));
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { connect, type RoleAssignments } from './arm';
import type { Assignment } from './assignment';
import { CLOUDS, type Cloud, tokenScope } from './clouds';
import { checkSignIn } from './credential';
import { ArmFailure, BadInput } from './failure';
import { type Grant, grantProblems } from './grants';
import { plan, type Row } from './plan';

/** What to do with the roles: show, make, check, or remove them. */
export type AzureRolesCommand = 'plan' | 'apply' | 'verify' | 'destroy';

export interface AzureRolesProps {
  readonly command: AzureRolesCommand;
  /** What the fleet needs: `wantedGrants(grantsOf(fleet))`. */
  readonly grants: readonly Grant[];
  /** Names of the fleet's clusters, with those that it had: what was made for them is this fleet's to remove. */
  readonly clusters: readonly string[];
  readonly credential: TokenCredential;
  /** @default 'AzureCloud' */
  readonly cloud?: Cloud;
  /** URL of Azure Resource Manager; it is sent the cloud's token. @default - the cloud's */
  readonly armEndpoint?: string;
  /** Refuse scopes in any other subscription. @default - scopes may be in several */
  readonly subscription?: string;
  /** `destroy` removes only what the fleet no longer needs. @default false */
  readonly orphansOnly?: boolean;
  /** Asked before `destroy` removes the rows. @default - nothing is removed */
  readonly confirm?: (rows: readonly Row[]) => Promise<boolean>;
  /** Told about each retry. @default - nobody is */
  readonly progress?: (line: string) => void;
  /** @default - the network */
  readonly httpClient?: HttpClient;
  /** Waits between retries; the unit is milliseconds. @default - real time */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** @default - the system's clock */
  readonly now?: () => number;
}

export interface AzureRolesResult {
  readonly rows: readonly Row[];
  /** Whether Azure is as the command wants it: for `verify` nothing is missing, for the others nothing failed. */
  readonly ok: boolean;
}

/** Calls at a time: fast for hundreds of grants, and far from Azure's limits. */
const PARALLEL = 8;

/**
 * Brings the role assignments that a fleet needs to Azure, or says how they differ. Throws `BadInput` for mistakes, before anything is
 * done, and `ArmFailure` when Azure cannot be read.
 */
export async function azureRoles(props: AzureRolesProps): Promise<AzureRolesResult> {
  const cloud = props.cloud ?? 'AzureCloud';
  const problems = [...grantProblems(props.grants, props.subscription), ...endpointProblems(props.armEndpoint, cloud)];
  if (problems.length > 0) throw new BadInput(problems);
  await checkSignIn(props.credential, tokenScope(cloud));
  const arm = await connect({
    credential: props.credential,
    cloud,
    endpoint: props.armEndpoint,
    httpClient: props.httpClient,
    progress: props.progress ?? (() => undefined),
    wait: props.wait ?? ((milliseconds) => sleep(milliseconds)),
    now: props.now ?? Date.now,
  });
  const rows = plan(props.grants, await listAll(arm, props.grants), props.clusters);
  switch (props.command) {
    case 'plan':
      return { rows, ok: true };
    case 'verify':
      return verify(rows);
    case 'apply':
      return finish(await forEachRow(rows, (row) => applyRow(arm, row, props.grants)));
    case 'destroy':
      return destroy(arm, rows, props);
  }
}

function endpointProblems(endpoint: string | undefined, cloud: string) {
  const problems = [];
  if (!Object.hasOwn(CLOUDS, cloud)) {
    problems.push({ what: `Azure has no cloud "${cloud}"`, fix: `Write one of ${Object.keys(CLOUDS).join(', ')}` });
  }
  if (endpoint !== undefined && !(URL.canParse(endpoint) && new URL(endpoint).protocol === 'https:')) {
    problems.push({
      what: `The Resource Manager endpoint "${endpoint}" is no https URL, and a token is sent there`,
      fix: `Write, for example, ${CLOUDS.AzureCloud.arm}`,
    });
  }
  return problems;
}

/** One list call per scope. Reports every scope that cannot be read. */
async function listAll(arm: RoleAssignments, grants: readonly Grant[]): Promise<Map<string, Assignment[]>> {
  const scopes = [...new Set(grants.map(({ scope }) => scope))];
  const failures: Error[] = [];
  const lists = await inParallel(scopes, async (scope) => {
    if (failures.some((failure) => !(failure instanceof ArmFailure) || failure.fatal)) return [];
    return arm.list(scope).catch((error: Error) => {
      failures.push(error);
      return [];
    });
  });
  const [first] = failures;
  if (first) {
    const messages = [...new Set(failures.map(({ message }) => message))];
    if (!(first instanceof ArmFailure)) throw first;
    throw new ArmFailure(messages.join('\n'), true, first.exitCode);
  }
  return new Map(scopes.map((scope, index) => [scope, lists[index] ?? []]));
}

function verify(rows: readonly Row[]): AzureRolesResult {
  const checked = rows.map((row): Row => (row.status === 'to create' ? { ...row, status: 'missing' } : row));
  return { rows: checked, ok: checked.every(({ status }) => status !== 'missing') };
}

async function applyRow(arm: RoleAssignments, row: Row, grants: readonly Grant[]): Promise<Row> {
  const grant = grants.find(
    (one) => one.scope === row.scope && one.role === row.role && one.principalId === row.principalId,
  );
  if (row.status !== 'to create' || !grant) return row;
  const { name, adopted } = await arm.create(grant);
  if (adopted) return { ...row, status: 'exists', name, note: 'made meanwhile by somebody else' };
  return { ...row, status: 'created', name, ours: true };
}

async function destroy(arm: RoleAssignments, rows: readonly Row[], props: AzureRolesProps): Promise<AzureRolesResult> {
  const shown = rows
    .filter(({ status }) => status !== 'to create')
    .map((row): Row => {
      const removed = row.ours && (row.status === 'orphan' || !props.orphansOnly);
      return { ...row, status: removed ? 'to delete' : 'kept' };
    });
  const nothing = shown.every(({ status }) => status === 'kept');
  if (nothing || !(await props.confirm?.(shown))) return { rows: shown, ok: true };
  return finish(
    await forEachRow(shown, async (row) => {
      if (row.status !== 'to delete') return row;
      const result = await arm.delete(row.scope, row.name);
      return { ...row, status: 'deleted', note: result === 'gone' ? 'it was gone already' : row.note };
    }),
  );
}

/** Does something with each row. What fails keeps nothing else from being done, unless everything would fail alike. */
async function forEachRow(rows: readonly Row[], act: (row: Row) => Promise<Row>): Promise<Row[]> {
  let stopped = false;
  return inParallel(rows, async (row) => {
    if (stopped) return row;
    try {
      return await act(row);
    } catch (error) {
      stopped ||= !(error instanceof ArmFailure) || error.fatal;
      return { ...row, status: 'failed', note: error instanceof Error ? error.message : String(error) };
    }
  });
}

function finish(rows: readonly Row[]): AzureRolesResult {
  return { rows, ok: rows.every(({ status }) => !['failed', 'to create', 'to delete'].includes(status)) };
}

async function inParallel<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const { default: pMap } = await import('p-map');
  return pMap(items, act, { concurrency: PARALLEL });
}

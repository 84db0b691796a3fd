import { type Assignment, assignmentName, isGranted, madeFor, sameScope } from './assignment';
import type { Grant } from './grants';
import { roleName } from './roles';

/** What a row says: before something is done, and after. */
export type RowStatus =
  | 'exists'
  | 'to create'
  | 'foreign'
  | 'orphan'
  | 'missing'
  | 'created'
  | 'to delete'
  | 'deleted'
  | 'kept'
  | 'failed';

/** One role of one identity at one scope. */
export interface Row {
  readonly status: RowStatus;
  /** Object ID. */
  readonly principalId: string;
  /** Client ID of the same identity, where the fleet knows it. */
  readonly clientId?: string;
  /** The role's name, or its ID where this project does not assign it. */
  readonly role: string;
  readonly scope: string;
  /** Name of the role assignment. */
  readonly name: string;
  /** `<cluster>/<component>` of those that need it. */
  readonly neededBy: readonly string[];
  /** Whether this project made it for a cluster of this fleet. */
  readonly ours: boolean;
  readonly note?: string;
}

/** Compares what a fleet needs with what Azure has. `assignments` are by scope, with those that the scope inherits. */
export function plan(
  grants: readonly Grant[],
  assignments: ReadonlyMap<string, readonly Assignment[]>,
  clusters: readonly string[],
): Row[] {
  const wanted = grants.map((grant) => wantedRow(grant, assignments.get(grant.scope) ?? [], clusters));
  const principals = new Map(grants.map(({ principalId, clientId }) => [principalId.toLowerCase(), clientId]));
  const seen = new Set<string>();
  const others = [...assignments].flatMap(([scope, found]) =>
    found
      .filter((assignment) => !grants.some((grant) => isGranted(assignment, grant)))
      .filter(
        (assignment) => sameScope(assignment.scope, scope) || principals.has(assignment.principalId.toLowerCase()),
      )
      .filter((assignment) => {
        const key = `${assignment.scope} ${assignment.name}`.toLowerCase();
        return !seen.has(key) && seen.add(key);
      })
      .map((assignment) => unwantedRow(assignment, scope, clusters, principals)),
  );
  return [...wanted, ...others.sort(byPlace)];
}

function wantedRow(grant: Grant, found: readonly Assignment[], clusters: readonly string[]): Row {
  const { principalId, clientId, role, scope, neededBy } = grant;
  const row = { principalId, clientId, role, scope, neededBy };
  const assignment = found.find((one) => isGranted(one, grant));
  if (!assignment) return { status: 'to create', ...row, name: assignmentName(grant), ours: false };
  const made = madeFor(assignment, scope);
  const ours = made.some((cluster) => clusters.includes(cluster));
  const maker = ours ? [] : [made.length > 0 ? otherCluster(made) : 'made by somebody else'];
  return { status: 'exists', ...row, name: assignment.name, ours, note: note([...maker, ...narrowed(assignment)]) };
}

function unwantedRow(
  assignment: Assignment,
  scope: string,
  clusters: readonly string[],
  principals: ReadonlyMap<string, string>,
): Row {
  const made = madeFor(assignment, scope);
  const ours = made.some((cluster) => clusters.includes(cluster));
  const inherited = sameScope(assignment.scope, scope) ? [] : ['inherited from a wider scope'];
  const notes = [...(ours ? [] : inherited), ...(ours || made.length === 0 ? [] : [otherCluster(made)])];
  return {
    status: ours ? 'orphan' : 'foreign',
    principalId: assignment.principalId,
    clientId: principals.get(assignment.principalId.toLowerCase()),
    role: roleName(assignment.roleDefinitionId),
    scope: assignment.scope,
    name: assignment.name,
    neededBy: [],
    ours,
    note: note([...notes, ...narrowed(assignment)]),
  };
}

function otherCluster(clusters: readonly string[]): string {
  return `made for cluster ${clusters.join(', ')}, which this fleet does not have; --cluster says that it had`;
}

function narrowed({ condition }: Assignment): string[] {
  return condition === undefined ? [] : ['a condition narrows it'];
}

function note(parts: readonly string[]): string | undefined {
  return parts.length > 0 ? parts.join('; ') : undefined;
}

function byPlace(a: Row, b: Row): number {
  const [left, right] = [a, b].map(({ scope, role, principalId, name }) => [scope, role, principalId, name].join(' '));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

import { armGuid } from './arm-guid';
import type { Grant } from './grants';
import { isRole, roleDefinitionId, roleName } from './roles';

/** A role assignment as Azure knows it. */
export interface Assignment {
  /** A GUID. */
  readonly name: string;
  readonly scope: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly description?: string;
  /** Narrows what the role allows. */
  readonly condition?: string;
}

/** What `az role assignment list` shows, and what ownership is recognised by. */
const MARKER = 'cdk8s-thanos: ';
/** Enough for every cluster that matters; Azure does not say how much it takes. */
const LONGEST_DESCRIPTION = 500;

/** The name that Bicep's `guid(scope.id, principalId, roleDefinitionId)` gives, so that both make the same assignment. */
export function assignmentName({ scope, principalId, role }: Pick<Grant, 'scope' | 'principalId' | 'role'>): string {
  return armGuid(scope, principalId, roleDefinitionId(role, scope));
}

/** Says for which components of which clusters an assignment was made. */
export function description(grant: Grant): string {
  const all = MARKER + grant.neededBy.join(', ');
  if (all.length <= LONGEST_DESCRIPTION) return all;
  return `${all.slice(0, all.lastIndexOf(', ', LONGEST_DESCRIPTION))}, …`;
}

/**
 * The clusters that this project made an assignment for; none when somebody else made it. Both the name and the description have to
 * be ours: Bicep gives the same name, and descriptions are copied.
 */
export function madeFor(assignment: Assignment, scope: string): readonly string[] {
  if (!assignment.description?.startsWith(MARKER)) return [];
  const role = roleName(assignment.roleDefinitionId);
  if (!isRole(role)) return [];
  const principalId = assignment.principalId.toLowerCase();
  const names = [scope, assignment.scope].map((spelling) => assignmentName({ scope: spelling, principalId, role }));
  if (!names.includes(assignment.name.toLowerCase())) return [];
  const components = assignment.description.slice(MARKER.length).split(', ');
  return [...new Set(components.flatMap((component) => /^([^/]+)\//.exec(component)?.[1] ?? []))];
}

/** Whether an assignment is the grant, under whatever name. Azure's IDs do not tell upper from lower case. */
export function isGranted(assignment: Assignment, grant: Grant): boolean {
  return (
    sameScope(assignment.scope, grant.scope) &&
    assignment.principalId.toLowerCase() === grant.principalId.toLowerCase() &&
    roleName(assignment.roleDefinitionId) === grant.role
  );
}

export function sameScope(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

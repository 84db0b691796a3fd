import { ArmFailure } from './failure';
import { type ArmError, armError, isNetworkError } from './retry';
import { subscriptionOf } from './roles';

type Action = 'read' | 'write' | 'delete';

/** What a failed call means to whoever ran it, and what they can do. */
export function armFailure(error: unknown, action: Action, scope: string): ArmFailure {
  const arm = armError(error);
  const { statusCode } = arm;
  const doing = `Azure does not let role assignments be ${{ read: 'read', write: 'made', delete: 'removed' }[action]} at ${scope}`;
  if (isNetworkError(arm)) {
    return new ArmFailure(
      `No connection to Azure Resource Manager: ${text(arm)}. Nothing answers there, or a proxy or firewall is in between`,
      true,
    );
  }
  if (statusCode === undefined) return new ArmFailure(text(arm), true);
  if (statusCode === 401) {
    return new ArmFailure(
      `Azure refuses the sign-in: ${text(arm)}. Sign in again, to the tenant of subscription ${subscriptionOf(scope)}: az login --tenant <tenant>`,
      true,
      // Reading comes first, so nothing has been done.
      action === 'read' ? 2 : 1,
    );
  }
  if (statusCode === 429) {
    return new ArmFailure(
      `Azure throttles requests, and keeps doing so: ${text(arm)}. Run the same command later; it goes on from here`,
      true,
    );
  }
  if (statusCode === 408 || statusCode >= 500) {
    return new ArmFailure(
      `Azure Resource Manager keeps answering ${statusCode}: ${text(arm)}. Run the same command later; it goes on from here`,
      true,
    );
  }
  return new ArmFailure(`${doing}: ${advice(arm, action, scope)}`, false);
}

function advice(arm: ArmError, action: Action, scope: string): string {
  switch (arm.code) {
    case 'AuthorizationFailed':
    case 'LinkedAuthorizationFailed': {
      const role = action === 'read' ? 'Reader' : 'Role Based Access Control Administrator';
      return [
        `you lack the permission Microsoft.Authorization/roleAssignments/${action} there. Somebody who may grant it runs`,
        `  az role assignment create --assignee-object-id ${caller(arm)} --role "${role}" --scope "${scope}"`,
        'Rights that you have just been given work after az login',
      ].join('\n');
    }
    case 'PrincipalNotFound':
      return `${text(arm)}. Either the identity is minutes old (run the command again), or principalId is not its object ID, or it is of another tenant: az ad sp show --id <principalId>`;
    case 'RoleAssignmentUpdateNotPermitted':
      return `${text(arm)}. An assignment of the same name exists for something else. Look at it, and remove it if it is of no use: az role assignment list --all --query "[?name=='<name>']"`;
    case 'RoleAssignmentExists':
      return `${text(arm)}, but the list does not show it yet. Run the same command again in a minute`;
    case 'RoleAssignmentLimitExceeded':
      return `${text(arm)}. Remove assignments that nobody needs from the subscription`;
    case 'ScopeLocked':
      return `${text(arm)}. Somebody put a lock there: az lock list --resource "${scope}"`;
    default:
      break;
  }
  if (arm.statusCode === 403) return `${text(arm)}. A policy or a condition on your own role may forbid it`;
  if (arm.statusCode === 404)
    return `${text(arm)}. It has to exist, and your sign-in has to be of its tenant: az account show`;
  return text(arm);
}

/** The object ID of who lacks a right, which Azure's message says: whoever grants it is signed in as somebody else. */
function caller({ message }: ArmError): string {
  return (
    /object id '([-0-9a-f]{36})'/i.exec(message)?.[1] ?? '"<your object ID: az ad signed-in-user show --query id>"'
  );
}

/** The server's own words, on one line and of a readable length. */
function text({ statusCode, code, message }: ArmError): string {
  const words = message.replace(/\s+/g, ' ').trim();
  const short = words.length > 400 ? `${words.slice(0, 400)}…` : words;
  const head = [statusCode, code].filter((part) => part !== undefined).join(' ');
  return `${head}${head ? ': ' : ''}${short}`.replace(/\.$/, '');
}

import type { AuthorizationManagementClientOptionalParams } from '@azure/arm-authorization';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { armFailure } from './arm-failure';
import { type Assignment, assignmentName, description, isGranted } from './assignment';
import { CLOUDS, type Cloud, tokenScope } from './clouds';
import { BadInput } from './failure';
import type { Grant } from './grants';
import { armError, type RetryOptions, retrying } from './retry';
import { roleDefinitionId } from './roles';

/** Where Azure Resource Manager is, and how it is called. */
export interface ArmOptions extends RetryOptions {
  readonly credential: TokenCredential;
  readonly cloud: Cloud;
  readonly endpoint?: string;
  /** Sends requests in this process instead of over the network. */
  readonly httpClient?: HttpClient;
}

/** The role assignments of Azure, with retries, and with errors that say what to do. */
export interface RoleAssignments {
  /** Those at the scope, and those that it inherits. */
  list(scope: string): Promise<Assignment[]>;
  /** Makes it; an equal one under another name is as good. */
  create(grant: Grant): Promise<{ readonly name: string; readonly adopted: boolean }>;
  delete(scope: string, name: string): Promise<'deleted' | 'gone'>;
}

/** Connects to Azure Resource Manager. Nothing is sent before the first call. */
export async function connect(options: ArmOptions): Promise<RoleAssignments> {
  const { AuthorizationManagementClient } = await loadSdk();
  const settings: AuthorizationManagementClientOptionalParams = {
    endpoint: options.endpoint ?? CLOUDS[options.cloud].arm,
    credentialScopes: tokenScope(options.cloud),
    retryOptions: { maxRetries: 0 },
    httpClient: options.httpClient,
    userAgentOptions: { userAgentPrefix: 'cdk8s-thanos' },
  };
  const { roleAssignments } = new AuthorizationManagementClient(options.credential, 'none', settings);

  const list = async (scope: string, filter: string): Promise<Assignment[]> => {
    const found: Assignment[] = [];
    for await (const assignment of roleAssignments.listForScope(path(scope), { filter })) {
      found.push({
        name: assignment.name ?? '',
        scope: assignment.scope ?? '',
        principalId: assignment.principalId ?? '',
        roleDefinitionId: assignment.roleDefinitionId ?? '',
        description: assignment.description ?? undefined,
        condition: assignment.condition ?? undefined,
      });
    }
    return found;
  };

  return {
    list: (scope) => attempt('read', scope, options, () => list(scope, 'atScope()')),

    create: (grant) =>
      attempt('write', grant.scope, options, async () => {
        const name = assignmentName(grant);
        try {
          await roleAssignments.create(path(grant.scope), name, {
            principalId: grant.principalId,
            principalType: 'ServicePrincipal',
            roleDefinitionId: roleDefinitionId(grant.role, grant.scope),
            description: description(grant),
          });
          return { name, adopted: false };
        } catch (error) {
          if (armError(error).code !== 'RoleAssignmentExists') throw error;
          const existing = await list(grant.scope, `principalId eq '${grant.principalId}'`);
          const equal = existing.find((assignment) => isGranted(assignment, grant));
          if (!equal) throw error;
          return { name: equal.name, adopted: equal.name.toLowerCase() !== name };
        }
      }),

    delete: (scope, name) =>
      attempt('delete', scope, options, async () => {
        let status = 0;
        try {
          await roleAssignments.delete(path(scope), name, {
            onResponse: (response) => {
              status = response.status;
            },
          });
        } catch (error) {
          if (armError(error).statusCode !== 404) throw error;
          return 'gone';
        }
        return status === 204 ? 'gone' : 'deleted';
      }),
  };
}

async function attempt<T>(
  action: 'read' | 'write' | 'delete',
  scope: string,
  options: RetryOptions,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await retrying(`${action} role assignments at ${scope}`, call, options);
  } catch (error) {
    throw error instanceof BadInput ? error : armFailure(error, action, scope);
  }
}

/** The SDK puts a slash in front of the scope by itself. */
function path(scope: string): string {
  return scope.replace(/^\/+/, '');
}

async function loadSdk(): Promise<typeof import('@azure/arm-authorization')> {
  try {
    return await import('@azure/arm-authorization');
  } catch {
    throw new BadInput([
      {
        what: 'The package @azure/arm-authorization is not installed; only role assignments need it',
        fix: 'Install it: npm install --save-dev @azure/arm-authorization@9',
      },
    ]);
  }
}

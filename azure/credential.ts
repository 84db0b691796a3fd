import type { AccessToken, TokenCredential } from '@azure/core-auth';
import { type AzFailure, azProblem, type RunAz, runAz } from './az';
import { CLOUDS, type Cloud } from './clouds';
import { BadInput } from './failure';

/** Unit: milliseconds. */
const RENEW_BEFORE = 300_000;

/**
 * Signs in as `az login` did.
 *
 * @param subscription a subscription whose tenant the token is for
 */
export function azureCliCredential(subscription: string, run: RunAz = runAz): TokenCredential {
  let known: AccessToken | undefined;
  return {
    async getToken(scopes) {
      // az takes a second each time.
      if (known && known.expiresOnTimestamp - Date.now() > RENEW_BEFORE) return known;
      const resource = String(Array.isArray(scopes) ? scopes[0] : scopes).replace(/\/\.default$/, '');
      const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource];
      const answer = await run([...args, '--subscription', subscription]).catch((error: AzFailure) => {
        throw azProblem(error, 'token');
      });
      known = readToken(answer);
      return known;
    },
  };
}

/** Signs in as `DefaultAzureCredential` finds it: environment, workload identity, managed identity, developer tools. */
export async function defaultAzureCredential(cloud: Cloud): Promise<TokenCredential> {
  const identity = await import('@azure/identity').catch(() => {
    throw new BadInput([
      {
        what: 'The package @azure/identity is not installed; only --default-azure-credential needs it',
        fix: 'Install it: npm install --save-dev @azure/identity@4.13',
      },
    ]);
  });
  return new identity.DefaultAzureCredential({ authorityHost: CLOUDS[cloud].authority });
}

/** Asks for a token before anything else, so that a missing sign-in stops everything. */
export async function checkSignIn(credential: TokenCredential, scope: string): Promise<void> {
  try {
    if (await credential.getToken(scope)) return;
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const message = (error instanceof Error ? error.message : String(error)).trim().replace(/\.$/, '');
    throw new BadInput([
      {
        what: `Azure gives no token: ${message}`,
        fix: 'Sign in, or use the Azure CLI: az login, without --default-azure-credential',
      },
    ]);
  }
  throw new BadInput([{ what: 'Azure gives no token', fix: 'Sign in: az login' }]);
}

/** Reads az's answer, which is never repeated in a message: it holds the token. */
function readToken(answer: string): AccessToken {
  const fields = parse(answer);
  const token = fields['accessToken'];
  // az before 2.54 says expiresOn, in local time, alone.
  const expires = Number(fields['expires_on']) * 1000 || Date.parse(String(fields['expiresOn']));
  if (typeof token === 'string' && token !== '' && !Number.isNaN(expires)) {
    return { token, expiresOnTimestamp: expires };
  }
  throw new BadInput([
    { what: 'az account get-access-token did not answer with a token', fix: 'Update the Azure CLI: az upgrade' },
  ]);
}

function parse(answer: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

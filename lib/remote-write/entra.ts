import type { Problem } from '../validation/problem';
import { GUID } from '../values/guid';

/**
 * An application that is registered in an Entra tenant, and stands for an edge: clusters ask Entra for tokens that are meant for it. It
 * has no secret, and nobody signs in as it.
 */
export interface EntraApplication {
  /** The tenant in which it is registered, and the identities of clusters are: `az account show --query tenantId`. */
  readonly tenantId: string;
  /** Its application (client) ID. `api://<applicationId>` has to be among its identifier URIs. */
  readonly applicationId: string;
}

/** What tokens for an application are asked for by. The scope that Prometheus asks for by default is that of Azure Monitor. */
export function entraScope({ applicationId }: EntraApplication): string {
  return `api://${applicationId}/.default`;
}

/** How a token of Entra names who issued it, where its keys are, and which claim names who shows it. */
export interface EntraTokenVersion {
  readonly version: 'v1' | 'v2';
  readonly issuer: string;
  readonly jwksUri: string;
  readonly clientIdClaim: 'appid' | 'azp';
  readonly audiences: readonly string[];
}

/**
 * The two kinds of tokens. Which of them Entra gives is a property of the application (`requestedAccessTokenVersion`), v1 unless it is
 * set, so that an edge that knows one of them refuses everybody after a click in a portal.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
 */
export function entraTokenVersions({ tenantId, applicationId }: EntraApplication): readonly EntraTokenVersion[] {
  const login = `https://login.microsoftonline.com/${tenantId}`;
  const audiences = [`api://${applicationId}`, applicationId];
  return [
    {
      version: 'v1',
      issuer: `https://sts.windows.net/${tenantId}/`,
      jwksUri: `${login}/discovery/keys`,
      clientIdClaim: 'appid',
      audiences,
    },
    {
      version: 'v2',
      issuer: `${login}/v2.0`,
      jwksUri: `${login}/discovery/v2.0/keys`,
      clientIdClaim: 'azp',
      audiences,
    },
  ];
}

/** What Entra, or Prometheus, would refuse. */
export function entraApplicationProblems({ tenantId, applicationId }: EntraApplication): Problem[] {
  return Object.entries({ tenantId, applicationId })
    .filter(([, value]) => !GUID.test(value))
    .map(([option, value]) => ({
      rule: 'THANOS-303',
      what: `clusterTokens.${option} "${value}" is no GUID`,
      fix: `Write what this prints: ${option === 'tenantId' ? 'az account show --query tenantId' : 'az ad app list --display-name NAME --query [].appId'}`,
    }));
}

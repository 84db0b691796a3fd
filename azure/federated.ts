import { createHash } from 'node:crypto';
import type { GrantSource } from './grant-source';

/** What Entra has to trust so that pods with a ServiceAccount can be an identity. */
export interface FederatedCredential {
  readonly cluster: string;
  /** The identity's client ID. */
  readonly clientId: string;
  /** Name of the credential. */
  readonly name: string;
  readonly subject: string;
  /** The cluster's OpenID Connect issuer, which no manifest knows: a placeholder. */
  readonly issuer: string;
  readonly audience: string;
  /** The command that makes it. */
  readonly command: string;
}

/** What tokens of the workload identity webhook are for, unless it is set up otherwise. */
const AUDIENCE = 'api://AzureADTokenExchange';
const LONGEST_NAME = 120;
/** Azure refuses more for one identity. */
const MOST_PER_IDENTITY = 20;
/** Answers DNS-01 challenges; cert-manager's own chart and manifests call it so. */
const CERT_MANAGER = { namespace: 'cert-manager', serviceAccount: 'cert-manager' };

/** One federated credential for each ServiceAccount that uses workload identity, and warnings about what Azure will refuse. */
export function federatedCredentials(source: GrantSource): {
  readonly credentials: readonly FederatedCredential[];
  readonly warnings: readonly string[];
} {
  const accounts = [...source.buckets, ...source.zones.map((zone) => ({ ...zone, ...CERT_MANAGER }))];
  const credentials = new Map<string, FederatedCredential>();
  for (const { cluster, namespace, serviceAccount, identity } of accounts) {
    if (identity.type !== 'workload') continue;
    const clientId = identity.clientId.toLowerCase();
    const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
    credentials.set(`${clientId} ${cluster} ${subject}`, {
      cluster,
      clientId,
      name: credentialName([cluster, namespace, serviceAccount]),
      subject,
      issuer: `<OIDC issuer URL of ${cluster}>`,
      audience: AUDIENCE,
      command: command(cluster, clientId, credentialName([cluster, namespace, serviceAccount]), subject),
    });
  }
  const all = [...credentials.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, credential]) => credential);
  return { credentials: all, warnings: warnings(all) };
}

function command(cluster: string, clientId: string, name: string, subject: string): string {
  return [
    'az identity federated-credential create',
    `--name ${name}`,
    `--identity-name "<name of identity ${clientId}>"`,
    '--resource-group "<its resource group>"',
    `--issuer "<OIDC issuer URL of ${cluster}>"`,
    `--subject ${subject}`,
    `--audiences ${AUDIENCE}`,
  ].join(' ');
}

/**
 * Azure takes 3 to 120 letters, digits, dashes and underscores. No two ServiceAccounts may get the same name: the second command would
 * silently replace what the first one made. Names in Kubernetes have no underscores.
 */
function credentialName(parts: readonly string[]): string {
  const name = parts.join('_');
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}_${hash}`;
}

function warnings(credentials: readonly FederatedCredential[]): string[] {
  const identities = [...new Set(credentials.map(({ clientId }) => clientId))];
  return identities.flatMap((identity) => {
    const count = credentials.filter(({ clientId }) => clientId === identity).length;
    if (count <= MOST_PER_IDENTITY) return [];
    return [
      `The identity with client ID ${identity} needs ${count} federated credentials, and Azure allows ${MOST_PER_IDENTITY} per identity. Use an identity per cluster, or one for the components that read and one for those that write`,
    ];
  });
}

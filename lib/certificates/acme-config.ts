import { AcmeSolver, type AzureEnvironment, type SolverSelector } from './acme-solver';

type AcmeDirectoryUrl = `https://${string}`;

interface AcmeAccountProps {
  /** Whom the server may write to about the account. */
  readonly email: string;
  /** The Secret that cert-manager keeps the account's key in. @default - the issuer's name */
  readonly accountKeySecret?: string;
  /** @default - HTTP-01 through ingress class `nginx` */
  readonly solvers?: readonly AcmeSolver[];
}

/**
 * Options of an ACME issuer.
 *
 * @see https://cert-manager.io/docs/configuration/acme/
 */
export type AcmeIssuerProps = AcmeAccountProps &
  (
    | {
        /** Let's Encrypt's servers. Clients do not trust certificates of `staging`: it is for trying things out. @default 'production' */
        readonly server?: 'production' | 'staging';
        /** The issuer's name. @default - 'letsencrypt-prod' or 'letsencrypt-staging' */
        readonly name?: string;
      }
    | {
        /** URL of the server's directory. */
        readonly server: AcmeDirectoryUrl;
        /** The issuer's name. */
        readonly name: string;
      }
  );

/** The options with their defaults. */
export interface AcmeAccount {
  readonly name: string;
  readonly email: string;
  readonly server: string;
  readonly accountKeySecret: string;
  readonly solvers: readonly AcmeSolver[];
}

const LETS_ENCRYPT = {
  production: { name: 'letsencrypt-prod', url: 'https://acme-v02.api.letsencrypt.org/directory' },
  staging: { name: 'letsencrypt-staging', url: 'https://acme-staging-v02.api.letsencrypt.org/directory' },
} as const;

export function acmeAccount(props: AcmeIssuerProps): AcmeAccount {
  const { email, server = 'production', solvers = [AcmeSolver.http01()] } = props;
  const known = server === 'production' || server === 'staging' ? LETS_ENCRYPT[server] : undefined;
  const name = props.name ?? known?.name ?? '';
  return { name, email, server: known?.url ?? server, accountKeySecret: props.accountKeySecret ?? name, solvers };
}

/**
 * `spec.acme` of an issuer. The generated classes of `ClusterIssuer` and `Issuer` each have an enum of Azure's clouds; `cloud` finds
 * the member of the one that is wanted.
 */
export function acmeSpec<E>(account: AcmeAccount, cloud: (environment: AzureEnvironment) => E) {
  return {
    server: account.server,
    email: account.email,
    privateKeySecretRef: { name: account.accountKeySecret },
    solvers: account.solvers.map((solver) => ({
      selector: selector(solver.selector),
      ...challenge(solver, cloud),
    })),
  };
}

function challenge<E>(solver: AcmeSolver, cloud: (environment: AzureEnvironment) => E) {
  switch (solver.type) {
    case 'http01':
      return { http01: { ingress: { ingressClassName: solver.ingressClassName } } };
    case 'http01Gateway':
      return { http01: { gatewayHttpRoute: { parentRefs: [{ kind: 'Gateway', ...solver.gateway }] } } };
    case 'dns01AzureDns':
      return {
        dns01: {
          azureDns: {
            subscriptionId: solver.subscriptionId,
            resourceGroupName: solver.resourceGroup,
            hostedZoneName: solver.hostedZone,
            environment: cloud(solver.environment),
            managedIdentity: { clientId: solver.identity.clientId, tenantId: solver.identity.tenantId },
          },
        },
      };
  }
}

function selector({ dnsZones, dnsNames }: SolverSelector): { dnsZones?: string[]; dnsNames?: string[] } | undefined {
  if (!dnsZones && !dnsNames) return undefined;
  return { dnsZones: dnsZones && [...dnsZones], dnsNames: dnsNames && [...dnsNames] };
}

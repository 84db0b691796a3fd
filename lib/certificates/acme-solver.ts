/**
 * For which names a solver is used. Without any, it serves the names that no other solver lists.
 *
 * @see https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types
 */
export interface SolverSelector {
  /** Zones: these names and all names below them. */
  readonly dnsZones?: readonly string[];
  /** These names and no other. */
  readonly dnsNames?: readonly string[];
}

/** Proves a host by answering a request to it, through an Ingress that cert-manager makes for the moment. */
export interface Http01Solver {
  readonly type: 'http01';
  readonly ingressClassName: string;
  readonly selector: SolverSelector;
}

/** Proves a host by answering a request to it, through an HTTPRoute that cert-manager makes for the moment. */
export interface Http01GatewaySolver {
  readonly type: 'http01Gateway';
  readonly gateway: GatewayReference;
  readonly selector: SolverSelector;
}

/** A Gateway, as cert-manager's HTTPRoutes name it. It has to listen on port 80, and to admit routes of the certificate's namespace. */
export interface GatewayReference {
  readonly name: string;
  readonly namespace: string;
}

/** Proves a name by a TXT record that cert-manager writes into an Azure DNS zone, as a managed identity. */
export interface Dns01AzureDnsSolver {
  readonly type: 'dns01AzureDns';
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly hostedZone: string;
  readonly identity: AzureDnsIdentity;
  readonly environment: AzureEnvironment;
  readonly selector: SolverSelector;
}

/** How a name is proved to be ours. */
export type AcmeSolver = Http01Solver | Http01GatewaySolver | Dns01AzureDnsSolver;

/** An Azure cloud, as cert-manager calls it. */
export type AzureEnvironment = 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureUSGovernmentCloud';

/** The managed identity of cert-manager's pods, which needs the role `DNS Zone Contributor` on the zone. No secret is involved. */
export interface AzureDnsIdentity {
  /** Client ID of the managed identity, which is not its object ID. */
  readonly clientId: string;
  /**
   * Object ID of the same identity: `az identity show --query principalId`. No manifest contains it; the role assignments of
   * `cdk8s-thanos azure-roles` are made for it.
   *
   * @default - unknown, and roles cannot be assigned
   */
  readonly principalId?: string;
  /** Entra tenant, for workload identity. @default - the tenant that the workload identity webhook is set up with */
  readonly tenantId?: string;
}

export interface Http01Props extends SolverSelector {
  /** IngressClass of the controller that the hosts' DNS records point at. @default 'nginx' */
  readonly ingressClass?: string;
}

export interface Http01GatewayProps extends SolverSelector, GatewayReference {}

export interface Dns01AzureDnsProps extends SolverSelector {
  /** The subscription that the zone belongs to. */
  readonly subscriptionId: string;
  /** The resource group that the zone belongs to: its name, not its resource ID. */
  readonly resourceGroup: string;
  /** The zone's name, for example `example.com`. All records are written there. */
  readonly hostedZone: string;
  readonly identity: AzureDnsIdentity;
  /** @default 'AzurePublicCloud' */
  readonly environment?: AzureEnvironment;
}

/** The ways to prove a name to an ACME server. */
export const AcmeSolver = {
  /** HTTP-01: needs nothing but a DNS record of the host. No wildcards. */
  http01(props: Http01Props = {}): Http01Solver {
    const { ingressClass = 'nginx', dnsZones, dnsNames } = props;
    return { type: 'http01', ingressClassName: ingressClass, selector: { dnsZones, dnsNames } };
  },

  /**
   * HTTP-01 by way of a Gateway: that of `Exposure.gatewayApi` is called as the stack, in its namespace. cert-manager has to run with
   * its Gateway API support switched on (`config.enableGatewayAPI: true`). No wildcards.
   *
   * @see https://cert-manager.io/docs/configuration/acme/http01/#configuring-the-http-01-gateway-api-solver
   */
  http01Gateway(props: Http01GatewayProps): Http01GatewaySolver {
    const { name, namespace, dnsZones, dnsNames } = props;
    return { type: 'http01Gateway', gateway: { name, namespace }, selector: { dnsZones, dnsNames } };
  },

  /**
   * DNS-01 in an Azure DNS zone: for hosts that the Internet does not reach, and for wildcards. Unless zones or names are given,
   * it serves all names of its zone.
   *
   * @see https://cert-manager.io/docs/configuration/acme/dns01/azuredns/
   */
  dns01AzureDns(props: Dns01AzureDnsProps): Dns01AzureDnsSolver {
    const { dnsZones, dnsNames, environment = 'AzurePublicCloud', ...zone } = props;
    const selector = dnsZones || dnsNames ? { dnsZones, dnsNames } : { dnsZones: [props.hostedZone] };
    return { type: 'dns01AzureDns', environment, selector, ...zone };
  },
} as const;

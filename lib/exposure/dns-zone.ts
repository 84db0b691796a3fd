import type { AzureIdentity } from '../objstore/azure-identity';

/** A zone of Azure DNS whose records an issuer changes, and as whom. */
export interface DnsZoneUse {
  /** For example `example.com`. */
  readonly zone: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly identity: AzureIdentity;
}

/** A construct that proves with records in Azure DNS that a name is ours (ACME DNS-01). */
export interface UsesDnsZones {
  readonly dnsZones: readonly DnsZoneUse[];
}

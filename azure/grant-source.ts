import type { BucketAccess } from '../lib/objstore/object-store';

/** What a fleet's components do in Azure, and as whom: the part of the fleet that roles are derived from. Plain data. */
export interface GrantSource {
  /** The names of all clusters. */
  readonly clusters: readonly string[];
  readonly buckets: readonly BucketGrant[];
  readonly zones: readonly ZoneGrant[];
}

/** As whom a component reaches Azure. */
export interface GrantIdentity {
  readonly type: 'kubelet' | 'workload';
  /** What the manifests contain. */
  readonly clientId: string;
  /** What Azure assigns roles to. */
  readonly principalId?: string;
}

/** A component that uses a blob container. */
export interface BucketGrant {
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly component: string;
  readonly storageAccount: string;
  readonly container: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly identity: GrantIdentity;
  readonly access: BucketAccess;
}

/** An issuer that proves with records in a DNS zone that a name is ours (ACME DNS-01). */
export interface ZoneGrant {
  readonly cluster: string;
  readonly issuer: string;
  readonly zone: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly identity: GrantIdentity;
}

import type { TokenCredential } from '@azure/core-auth';
import { type AzureRolesCommand, type AzureRolesProps, azureRoles } from '../../azure/azure-roles';
import type { BucketGrant, GrantSource } from '../../azure/grant-source';
import { wantedGrants } from '../../azure/grants';
import type { FakeArm } from './fake-arm';

export const SUBSCRIPTION = '11111111-2222-4333-8444-555555555555';
export const KUBELET = {
  type: 'kubelet',
  clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082',
  principalId: 'aaaaaaaa-0000-4000-8000-000000000001',
} as const;
export const READER = {
  type: 'workload',
  clientId: 'cccccccc-0000-4000-8000-000000000002',
  principalId: 'aaaaaaaa-0000-4000-8000-000000000002',
} as const;
export const ACCOUNT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Thanos/providers/Microsoft.Storage/storageAccounts/thanostore`;
export const CONTAINER = `${ACCOUNT}/blobServices/default/containers/thanostore`;
export const ZONE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/dns/providers/Microsoft.Network/dnsZones/cookingwithazure.com`;
export const TOKEN = 'a-token-that-nobody-may-print';

/** A component of cluster `playground` that writes to the article's container with the article's identity. */
export function bucket(component: string, changes: Partial<BucketGrant> = {}): BucketGrant {
  return {
    cluster: 'playground',
    namespace: 'thanos',
    serviceAccount: component,
    component,
    storageAccount: 'thanostore',
    container: 'thanostore',
    subscriptionId: SUBSCRIPTION,
    resourceGroup: 'Thanos',
    identity: KUBELET,
    access: 'write',
    ...changes,
  };
}

/** The article, with an identity of its own for the store gateway, and DNS-01. */
export const source: GrantSource = {
  clusters: ['playground'],
  buckets: [
    bucket('thanos-receive'),
    bucket('thanos-compactor'),
    bucket('thanos-store', { identity: READER, access: 'read' }),
  ],
  zones: [
    {
      cluster: 'playground',
      issuer: 'letsencrypt-prod',
      zone: 'cookingwithazure.com',
      subscriptionId: SUBSCRIPTION,
      resourceGroup: 'dns',
      identity: KUBELET,
    },
  ],
};

export const credential: TokenCredential = {
  getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** Runs a command against a fake, in no time; says how long it would have waited, and what it told. */
export async function run(arm: FakeArm, command: AzureRolesCommand, changes: Partial<AzureRolesProps> = {}) {
  const waits: number[] = [];
  const lines: string[] = [];
  const result = await azureRoles({
    command,
    grants: wantedGrants(source).grants,
    clusters: source.clusters,
    credential,
    httpClient: arm,
    confirm: async () => true,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    now: () => Date.parse('2026-01-01T00:00:00Z'),
    progress: (line) => lines.push(line),
    ...changes,
  });
  const statuses = result.rows.map(({ status, role, scope }) => `${status}: ${role} at ${scope.split('/').at(-1)}`);
  return { ...result, statuses, waits, lines };
}

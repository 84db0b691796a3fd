import type { Mistake } from '../lib/validation/problem';
import { GUID } from '../lib/values/guid';
import type { GrantIdentity, GrantSource } from './grant-source';
import { isRole, ROLE_IDS, type RoleName, subscriptionOf } from './roles';
import { sourceProblems } from './source-checks';

/** A role that an identity needs somewhere. */
export interface Grant {
  readonly scope: string;
  readonly role: RoleName;
  /** The identity's object ID. */
  readonly principalId: string;
  /** The same identity's client ID, which the manifests contain. */
  readonly clientId: string;
  /** `<cluster>/<component>` of those that need it, sorted. */
  readonly neededBy: readonly string[];
}

export interface GrantOptions {
  /** Also grant `Reader and Data Access` at the storage account, which hands out the account's keys. @default false */
  readonly readerAndDataAccess?: boolean;
}

const SCOPE = new RegExp(
  `^/subscriptions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/[^/?#\\s]{1,90}/providers/(?:${[
    'Microsoft\\.Storage/storageAccounts/[a-z0-9]{3,24}(?:/blobServices/default/containers/[a-z0-9]+(?:-[a-z0-9]+)*)?',
    'Microsoft\\.Network/dnsZones/[-\\w.]+',
  ].join('|')})$`,
  'i',
);

/** The roles that a fleet needs, and no wider ones; one per identity, role and scope. */
export function wantedGrants(
  source: GrantSource,
  options: GrantOptions = {},
): { readonly grants: readonly Grant[]; readonly problems: readonly Mistake[] } {
  const problems = sourceProblems(source);
  if (problems.length > 0) return { grants: [], problems };
  const principals = principalIds(source);
  const grants = new Map<string, Grant>();
  const add = (scope: string, role: RoleName, identity: GrantIdentity, neededBy: string) => {
    const clientId = identity.clientId.toLowerCase();
    const principalId = principals.get(clientId) ?? '';
    const key = [scope.toLowerCase(), role, principalId].join(' ');
    const known = grants.get(key) ?? { scope, role, principalId, clientId, neededBy: [] };
    grants.set(key, { ...known, neededBy: [...new Set([...known.neededBy, neededBy])].sort() });
  };
  for (const bucket of source.buckets) {
    const account = storageAccountScope(bucket);
    const container = `${account}/blobServices/default/containers/${bucket.container}`;
    const writes = source.buckets.some(
      (other) =>
        other.access === 'write' &&
        other.identity.clientId.toLowerCase() === bucket.identity.clientId.toLowerCase() &&
        other.storageAccount === bucket.storageAccount &&
        other.container === bucket.container,
    );
    const neededBy = `${bucket.cluster}/${bucket.component}`;
    add(container, writes ? 'Storage Blob Data Contributor' : 'Storage Blob Data Reader', bucket.identity, neededBy);
    if (options.readerAndDataAccess) add(account, 'Reader and Data Access', bucket.identity, neededBy);
  }
  for (const { cluster, issuer, zone, subscriptionId = '', resourceGroup, identity } of source.zones) {
    const scope = `${resourceGroupScope(subscriptionId, resourceGroup)}/providers/Microsoft.Network/dnsZones/${zone}`;
    add(scope, 'DNS Zone Contributor', identity, `${cluster}/${issuer}`);
  }
  return { grants: [...grants.values()].sort(byScope), problems: [] };
}

/** What is wrong with grants that somebody wrote by hand, or with the subscription that they should all be in. */
export function grantProblems(grants: readonly Grant[], subscription?: string): Mistake[] {
  if (subscription !== undefined && !GUID.test(subscription)) {
    return [{ what: `The subscription "${subscription}" is no GUID`, fix: 'Write its ID: az account show --query id' }];
  }
  return grants.flatMap(({ scope, role, principalId, clientId }) => {
    const problems: Mistake[] = [];
    if (!isRole(role)) {
      problems.push({
        what: `The role "${role}" is none that this project assigns`,
        fix: `Write one of ${Object.keys(ROLE_IDS).join(', ')}`,
      });
    }
    if (!SCOPE.test(scope)) {
      problems.push({
        what: `The scope "${scope}" is no storage account, blob container or DNS zone`,
        fix: 'Write /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/<account>/blobServices/default/containers/<container>',
      });
    } else if (subscription !== undefined && subscriptionOf(scope).toLowerCase() !== subscription.toLowerCase()) {
      problems.push({
        what: `The scope "${scope}" is not in subscription ${subscription}, which you said everything is in`,
        fix: 'Mend subscriptionId in the fleet, or leave the subscription out to allow several',
      });
    }
    if (!GUID.test(principalId)) {
      problems.push({
        what: `The principal "${principalId}" is no GUID`,
        fix: 'Write the object ID of the identity: az identity show --query principalId',
      });
    } else if (principalId.toLowerCase() === clientId.toLowerCase()) {
      problems.push({
        what: `The principal "${principalId}" is the identity's client ID. Azure assigns roles to its object ID`,
        fix: `Write the object ID: az ad sp show --id ${clientId} --query id`,
      });
    }
    return problems;
  });
}

function principalIds(source: GrantSource): Map<string, string> {
  return new Map(
    [...source.buckets, ...source.zones].flatMap(({ identity: { clientId, principalId } }) =>
      principalId === undefined ? [] : [[clientId.toLowerCase(), principalId.toLowerCase()] as const],
    ),
  );
}

function storageAccountScope(bucket: {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly storageAccount: string;
}): string {
  const group = resourceGroupScope(bucket.subscriptionId, bucket.resourceGroup);
  return `${group}/providers/Microsoft.Storage/storageAccounts/${bucket.storageAccount}`;
}

function resourceGroupScope(subscriptionId = '', resourceGroup = ''): string {
  return `/subscriptions/${subscriptionId.toLowerCase()}/resourceGroups/${resourceGroup}`;
}

function byScope(a: Grant, b: Grant): number {
  const [left, right] = [a, b].map(({ scope, role, principalId }) => [scope, role, principalId].join(' '));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

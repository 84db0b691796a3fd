import { azureBlobProblems } from '../lib/objstore/azure-checks';
import type { Mistake } from '../lib/validation/problem';
import { isResourceGroup, principalProblems } from '../lib/values/azure-resource';
import { GUID } from '../lib/values/guid';
import type { BucketGrant, GrantIdentity, GrantSource, ZoneGrant } from './grant-source';

const CLIENT_AND_OBJECT_ID =
  'Pods sign in with the client ID, and Azure assigns roles to the object ID of the same identity';

/** What has to be mended before roles can be derived from a fleet, once each. */
export function sourceProblems(source: GrantSource): Mistake[] {
  const problems = [
    ...source.buckets.flatMap(bucketProblems),
    ...source.zones.flatMap(zoneProblems),
    ...identityProblems([...source.buckets, ...source.zones].map(({ identity }) => identity)),
    ...placeProblems(source.buckets),
  ];
  return [...new Map(problems.map((problem) => [problem.what, problem])).values()];
}

function bucketProblems(bucket: BucketGrant): Mistake[] {
  const { storageAccount, subscriptionId, resourceGroup } = bucket;
  const problems = azureBlobProblems(bucket);
  if (subscriptionId !== undefined && resourceGroup !== undefined) return problems;
  return [
    ...problems,
    {
      what: `The fleet does not say where storage account "${storageAccount}" is: roles are assigned to a place, which no manifest contains`,
      fix: `Write subscriptionId and resourceGroup next to storageAccount in ObjectStore.azureBlob. This prints both: az storage account show --name ${storageAccount} --query id --output tsv`,
    },
  ];
}

function zoneProblems({ zone, subscriptionId, resourceGroup, identity }: ZoneGrant): Mistake[] {
  const problems: Mistake[] = [];
  const fix = `Write it as it is in Azure: az network dns zone list --query "[?name=='${zone}'].id"`;
  if (!/^(?=.{1,253}$)[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)+$/i.test(zone)) {
    problems.push({ what: `zone "${zone}" is no DNS zone`, fix: 'Write its name, for example example.com' });
  }
  if (!GUID.test(subscriptionId ?? '')) {
    problems.push({ what: `subscriptionId "${subscriptionId ?? ''}" of DNS zone ${zone} is no GUID`, fix });
  }
  if (!isResourceGroup(resourceGroup ?? '')) {
    problems.push({ what: `resourceGroup "${resourceGroup ?? ''}" of DNS zone ${zone} is no resource group`, fix });
  }
  if (!GUID.test(identity.clientId)) {
    problems.push({
      what: `identity.clientId "${identity.clientId}" is no GUID`,
      fix: 'Write the client ID of the managed identity: az identity show --query clientId',
    });
  }
  if (identity.principalId !== undefined) problems.push(...principalProblems(identity.clientId, identity.principalId));
  return problems;
}

function identityProblems(identities: readonly GrantIdentity[]): Mistake[] {
  const clientIds = new Set(identities.map(({ clientId }) => clientId.toLowerCase()));
  return [...clientIds].flatMap((clientId) => {
    const same = identities.filter((identity) => identity.clientId.toLowerCase() === clientId);
    const principals = [...new Set(same.flatMap(({ principalId }) => principalId?.toLowerCase() ?? []))];
    const [principal, other] = principals;
    if (principal === undefined) return [unknownPrincipal(clientId)];
    if (other !== undefined) {
      return [
        {
          what: `The identity with client ID ${clientId} has two object IDs in the fleet: ${principal} and ${other}`,
          fix: `Write the one that az ad sp show --id ${clientId} --query id prints`,
        },
      ];
    }
    if (principal !== clientId && clientIds.has(principal)) {
      return [
        {
          what: `The principalId ${principal} is the client ID of an identity in this fleet. ${CLIENT_AND_OBJECT_ID}`,
          fix: `Write the object ID: az ad sp show --id ${clientId} --query id`,
        },
      ];
    }
    return [];
  });
}

function unknownPrincipal(clientId: string): Mistake {
  return {
    what: `The object ID of the identity with client ID ${clientId} is not in the fleet. ${CLIENT_AND_OBJECT_ID}`,
    fix: `Write principalId next to clientId. This prints it: az ad sp show --id ${clientId} --query id --output tsv`,
  };
}

/** Names of storage accounts are unique in the world, so an account is in one place. */
function placeProblems(buckets: readonly BucketGrant[]): Mistake[] {
  const places = new Map<string, string>();
  return buckets.flatMap(({ storageAccount, subscriptionId, resourceGroup }) => {
    if (subscriptionId === undefined || resourceGroup === undefined) return [];
    const place = `${subscriptionId}/${resourceGroup}`.toLowerCase();
    const known = places.get(storageAccount) ?? place;
    places.set(storageAccount, known);
    if (known === place) return [];
    return [
      {
        what: `The fleet says that storage account "${storageAccount}" is in ${known} and in ${place} (subscription/resource group), and its name exists once in the world`,
        fix: `Write the place that az storage account show --name ${storageAccount} --query id prints`,
      },
    ];
  });
}

import type { Problem } from '../validation/problem';
import { GUID } from './guid';

/** What is wrong with the object ID of an identity whose client ID is known. */
export function principalProblems(clientId: string, principalId: string): Problem[] {
  if (!GUID.test(principalId)) {
    return [
      {
        rule: 'THANOS-303',
        what: `identity.principalId "${principalId}" is no GUID`,
        fix: 'Write the object ID of the managed identity: az identity show --query principalId',
      },
    ];
  }
  if (principalId.toLowerCase() !== clientId.toLowerCase()) return [];
  return [
    {
      rule: 'THANOS-304',
      what: `identity.principalId is the client ID, ${clientId}. An identity has two IDs: Thanos signs in with the client ID, and Azure assigns roles to the object ID`,
      fix: "Write the object ID: az identity show --query principalId, or for the kubelet's identity az aks show --query identityProfile.kubeletidentity.objectId",
    },
  ];
}

/** Whether Azure takes this as the name of a storage account. */
export function isStorageAccount(name: string): boolean {
  return /^[a-z0-9]{3,24}$/.test(name);
}

/** Whether Azure takes this as the name of a blob container. */
export function isBlobContainer(name: string): boolean {
  return /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}

/** Whether Azure takes this as the name of a resource group. */
export function isResourceGroup(name: string): boolean {
  return /^[-\p{L}\p{N}_.()]{0,89}[-\p{L}\p{N}_()]$/u.test(name);
}

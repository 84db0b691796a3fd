import type { Problem } from '../validation/problem';
import { GUID } from './guid';

/** What is wrong with the object ID of an identity whose client ID is known. */
export function principalProblems(clientId: string, principalId: string): Problem[] {
  if (!GUID.test(principalId)) {
    return [
      {
        what: `identity.principalId "${principalId}" is no GUID`,
        fix: 'Write the object ID of the managed identity: az identity show --query principalId',
      },
    ];
  }
  if (principalId.toLowerCase() !== clientId.toLowerCase()) return [];
  return [
    {
      what: `identity.principalId is the client ID, ${clientId}. An identity has two IDs: Thanos signs in with the client ID, and Azure assigns roles to the object ID`,
      fix: "Write the object ID: az identity show --query principalId, or for the kubelet's identity az aks show --query identityProfile.kubeletidentity.objectId",
    },
  ];
}

/** Whether Azure takes this as the name of a resource group. */
export function isResourceGroup(name: string): boolean {
  return /^[-\p{L}\p{N}_.()]{0,89}[-\p{L}\p{N}_()]$/u.test(name);
}

/** Azure's built-in roles that this project assigns. Their IDs are the same in every cloud. */
export const ROLE_IDS = {
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  'Storage Blob Data Reader': '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  'DNS Zone Contributor': 'befefa01-2a29-4197-83a8-272ff33ce314',
  'Reader and Data Access': 'c12c1c16-33a1-487b-954d-41c89c60f349',
} as const;

export type RoleName = keyof typeof ROLE_IDS;

/** Whether this project assigns a role of that name. */
export function isRole(name: string): name is RoleName {
  return Object.hasOwn(ROLE_IDS, name);
}

/** The role's full ID, as Bicep's `subscriptionResourceId` writes it. */
export function roleDefinitionId(role: RoleName, scope: string): string {
  return `/subscriptions/${subscriptionOf(scope)}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`;
}

/** The name of the role that an ID ends with, or that last part itself. */
export function roleName(id: string): string {
  const guid = id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  return Object.entries(ROLE_IDS).find(([, known]) => known === guid)?.[0] ?? guid;
}

/** The subscription that a scope is in. */
export function subscriptionOf(scope: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? '';
}

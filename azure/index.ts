export { armGuid } from './arm-guid';
export {
  type AzureRolesCommand,
  type AzureRolesProps,
  type AzureRolesResult,
  azureRoles,
} from './azure-roles';
export type { Cloud } from './clouds';
export { azureCliCredential, defaultAzureCredential } from './credential';
export { ArmFailure, BadInput } from './failure';
export { type FederatedCredential, federatedCredentials } from './federated';
export type { BucketGrant, GrantIdentity, GrantSource, ZoneGrant } from './grant-source';
export { type Grant, type GrantOptions, wantedGrants } from './grants';
export { type FleetTree, grantsOf } from './grants-of';
export type { Row, RowStatus } from './plan';
export { ROLE_IDS, type RoleName } from './roles';

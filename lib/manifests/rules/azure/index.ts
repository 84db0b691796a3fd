import type { ManifestRule } from '../../manifest-rule';
import { refusedAzureConfig } from './config';
import { sameBlockLabels } from './shared-bucket';
import { impossibleAzureEndpoint, impossibleAzureName, noGuid, tokenLifetime } from './values';
import { halfWorkloadIdentity } from './workload-identity';

/** The bucket, and as whom it is reached. */
export const AZURE_MANIFEST_RULES: readonly ManifestRule[] = [
  refusedAzureConfig,
  halfWorkloadIdentity,
  impossibleAzureName,
  noGuid,
  impossibleAzureEndpoint,
  tokenLifetime,
  sameBlockLabels,
];

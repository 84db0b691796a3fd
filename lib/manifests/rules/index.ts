import type { ManifestRule } from '../manifest-rule';
import { secretMadeElsewhere, secretOfOtherNamespace } from './auth-secret';
import { refusedAzureConfig } from './azure-config';
import { impossibleAzureEndpoint, impossibleAzureName, noGuid, tokenLifetime } from './azure-values';
import { acmeEmail, wildcardByHttp } from './certificates';
import { duplicateObjects } from './duplicates';
import { openRemoteWrite, plainHttp } from './exposed-thanos';
import { ringTooSmall } from './hashrings';
import { sameHostAndPath } from './hosts';
import { httpToHttps, passwordNotSent } from './http-config';
import { ignoredExternalLabel, noExternalLabels, unmanagedConfiguration } from './prometheus';
import { agentLacks, agentWithoutDestination } from './prometheus-agent';
import { remoteWriteRules } from './remote-write';
import { sameBlockLabels } from './shared-bucket';
import { uploadOfCompactedBlocks } from './sidecar';
import { halfWorkloadIdentity } from './workload-identity';

/** Every rule that needs manifests and nothing else, in the order of their ids. */
export const MANIFEST_RULES: readonly ManifestRule[] = [
  ringTooSmall,
  noExternalLabels,
  uploadOfCompactedBlocks,
  refusedAzureConfig,
  halfWorkloadIdentity,
  passwordNotSent,
  httpToHttps,
  duplicateObjects,
  secretOfOtherNamespace,
  secretMadeElsewhere,
  sameHostAndPath,
  wildcardByHttp,
  ...acmeEmail,
  openRemoteWrite,
  plainHttp,
  impossibleAzureName,
  noGuid,
  impossibleAzureEndpoint,
  tokenLifetime,
  sameBlockLabels,
  ignoredExternalLabel,
  ...remoteWriteRules,
  agentWithoutDestination,
  unmanagedConfiguration,
  agentLacks,
];

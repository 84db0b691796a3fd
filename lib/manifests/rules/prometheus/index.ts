import type { ManifestRule } from '../../manifest-rule';
import { agentLacks, agentWithoutDestination } from './agents';
import { httpToHttps, passwordNotSent } from './http-config';
import { remoteWriteRules } from './remote-write';
import { ignoredExternalLabel, noExternalLabels, unmanagedConfiguration } from './resources';
import { uploadOfCompactedBlocks } from './sidecar';

/** What runs in every cluster, and how others reach what it scrapes. */
export const PROMETHEUS_MANIFEST_RULES: readonly ManifestRule[] = [
  noExternalLabels,
  uploadOfCompactedBlocks,
  passwordNotSent,
  httpToHttps,
  ignoredExternalLabel,
  ...remoteWriteRules,
  agentWithoutDestination,
  unmanagedConfiguration,
  agentLacks,
];

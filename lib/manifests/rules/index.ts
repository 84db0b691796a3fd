import type { ManifestRule } from '../manifest-rule';
import { AZURE_MANIFEST_RULES } from './azure';
import { duplicateObjects } from './duplicates';
import { EXPOSURE_MANIFEST_RULES } from './exposure';
import { KUBERNETES_MANIFEST_RULES } from './kubernetes';
import { PROMETHEUS_MANIFEST_RULES } from './prometheus';
import { RECEIVE_MANIFEST_RULES } from './receive';
import { idleSuppressions } from './suppressions';
import { THANOS_PROCESS_RULES } from './thanos';

/** Every rule that needs manifests and nothing else, room by room. */
export const MANIFEST_RULES: readonly ManifestRule[] = [
  ...RECEIVE_MANIFEST_RULES,
  ...THANOS_PROCESS_RULES,
  duplicateObjects,
  ...KUBERNETES_MANIFEST_RULES,
  ...EXPOSURE_MANIFEST_RULES,
  ...AZURE_MANIFEST_RULES,
  ...PROMETHEUS_MANIFEST_RULES,
  idleSuppressions,
];

import type { ManifestRule } from '../manifest-rule';
import { duplicateObjects } from './duplicates';
import { ringTooSmall } from './hashrings';
import { KUBERNETES_MANIFEST_RULES } from './kubernetes';
import { idleSuppressions } from './suppressions';
import { THANOS_PROCESS_RULES } from './thanos';

/** Every rule that needs manifests and nothing else, in the order of their ids. */
export const MANIFEST_RULES: readonly ManifestRule[] = [
  ringTooSmall,
  ...THANOS_PROCESS_RULES,
  duplicateObjects,
  ...KUBERNETES_MANIFEST_RULES,
  idleSuppressions,
];

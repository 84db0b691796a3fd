import type { ManifestRule } from '../manifest-rule';
import { duplicateObjects } from './duplicates';
import { KUBERNETES_MANIFEST_RULES } from './kubernetes';
import { RECEIVE_MANIFEST_RULES } from './receive';
import { idleSuppressions } from './suppressions';
import { THANOS_PROCESS_RULES } from './thanos';

/** Every rule that needs manifests and nothing else, in the order of their ids. */
export const MANIFEST_RULES: readonly ManifestRule[] = [
  ...RECEIVE_MANIFEST_RULES,
  ...THANOS_PROCESS_RULES,
  duplicateObjects,
  ...KUBERNETES_MANIFEST_RULES,
  idleSuppressions,
];

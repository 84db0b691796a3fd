import type { ManifestRule } from '../manifest-rule';
import { duplicateObjects } from './duplicates';
import { ringTooSmall } from './hashrings';
import { idleSuppressions } from './suppressions';

/** Every rule that needs manifests and nothing else, in the order of their ids. */
export const MANIFEST_RULES: readonly ManifestRule[] = [ringTooSmall, duplicateObjects, idleSuppressions];

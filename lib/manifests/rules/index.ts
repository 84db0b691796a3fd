import type { ManifestRule } from '../manifest-rule';
import { duplicateObjects } from './duplicates';
import { RECEIVE_MANIFEST_RULES } from './receive';

/** Every rule that needs manifests and nothing else, in the order of their ids. */
export const MANIFEST_RULES: readonly ManifestRule[] = [...RECEIVE_MANIFEST_RULES, duplicateObjects];

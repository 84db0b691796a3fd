import type { ChangeRule } from '../judgement';
import { GENERAL_RULE } from './general';
import { RING_RULE } from './rings';
import { THANOS_RULE } from './thanos';

/** Every rule. The one that holds for anything comes last: it counts where the others are silent. */
export const CHANGE_RULES: readonly ChangeRule[] = [THANOS_RULE, RING_RULE, GENERAL_RULE];

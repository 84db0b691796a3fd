import type { ChangeRule } from '../judgement';
import { GENERAL_RULE } from './general';

/** Every rule. The one that holds for anything comes last: it counts where the others are silent. */
export const CHANGE_RULES: readonly ChangeRule[] = [GENERAL_RULE];

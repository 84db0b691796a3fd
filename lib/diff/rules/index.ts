import type { ChangeRule } from '../judgement';
import { GENERAL_RULE } from './general';
import { PROMETHEUS_RULE } from './prometheus';
import { RULES_RULE } from './prometheus/rules';
import { RING_RULE } from './rings';
import { THANOS_RULE } from './thanos';

/** Every rule. The one that holds for anything comes last: it counts where the others are silent. */
export const CHANGE_RULES: readonly ChangeRule[] = [RING_RULE, THANOS_RULE, PROMETHEUS_RULE, RULES_RULE, GENERAL_RULE];

import { OPERATED_PAIRS } from './operated';
import type { ServerPair } from './pair';
import { REFUSED_PAIRS } from './refused';
import { ROLLING_PAIRS } from './rolling';
import { TAKEN_PAIRS } from './taken';
import { THANOS_PAIRS } from './thanos';

/** All pairs that `npm run e2e:diff` tries on a cluster, those first that take long. */
export const SERVER_PAIRS: readonly ServerPair[] = [
  ...THANOS_PAIRS,
  ...OPERATED_PAIRS,
  ...ROLLING_PAIRS,
  ...TAKEN_PAIRS,
  ...REFUSED_PAIRS,
];

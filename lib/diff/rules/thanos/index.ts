import { bucketChanged } from './bucket';
import { compactionChanged, storeSelection } from './compaction';
import { compactorRetention } from './compactor-retention';
import { identityLabels } from './labels';
import { writeLimits } from './limits';
import { persistence } from './persistence';
import { mayConcernThanos, PROCESS_KINDS } from './process-pairs';
import { queriers } from './query';
import { reloading } from './reload';
import { rulers } from './ruler';
import { ownProtection } from './security';
import { storeTime } from './store-time';
import { tsdbRetention, tsdbWindows } from './tsdb-retention';
import { tuning } from './tuning';
import { clusterRule } from './verdict';
import { wholeWorkloads } from './whole-workloads';

/** What changes of Thanos' processes, and of the files that they read, do to data. */
export const THANOS_RULE = clusterRule(PROCESS_KINDS, mayConcernThanos, [
  compactorRetention,
  compactionChanged,
  wholeWorkloads,
  storeSelection,
  storeTime,
  bucketChanged,
  tsdbRetention,
  tsdbWindows,
  persistence,
  identityLabels,
  queriers,
  ownProtection,
  writeLimits,
  rulers,
  tuning,
  reloading,
]);

import type { ManifestRule } from '../../manifest-rule';
import { oldBlockList } from './caching-bucket';
import { outOfOrderHalts, penaltyNeedsLabel, retentionBelowFloor, retentionNearFloor } from './compaction';
import { compactorDisk, compactorExits } from './compactor-pod';
import { compactorsOverlap } from './compactors';
import { inlineAndFile, unknownKeys, wrongTypes } from './config-files';
import { deduplicationMergesStreams, shardByReplica } from './deduplication';
import { flagValues, repeatedFlags, switchValues, unknownFlags } from './flags';
import { grpcServerTls } from './grpc-server-tls';
import { memcachedItemSize } from './memcached';
import { frontendCacheWithoutSize, frontendTenantHeaders } from './query-frontend';
import { queryTls } from './query-tls';
import { removedFlags } from './removed-flags';
import { rulerConnections } from './ruler';
import { shortSelectors } from './selectors';
import { sharedBlockLists, sharedResponses } from './shared-caches';
import { emptyTimeRange } from './time-range';

/** Rules of single Thanos processes, and of those that share a bucket, in the order of their ids. */
export const THANOS_PROCESS_RULES: readonly ManifestRule[] = [
  compactorsOverlap,
  shardByReplica,
  deduplicationMergesStreams,
  penaltyNeedsLabel,
  retentionBelowFloor,
  outOfOrderHalts,
  compactorExits,
  compactorDisk,
  emptyTimeRange,
  rulerConnections,
  memcachedItemSize,
  frontendCacheWithoutSize,
  frontendTenantHeaders,
  queryTls,
  removedFlags,
  shortSelectors,
  unknownFlags,
  repeatedFlags,
  switchValues,
  flagValues,
  unknownKeys,
  wrongTypes,
  inlineAndFile,
  retentionNearFloor,
  grpcServerTls,
  oldBlockList,
  sharedResponses,
  sharedBlockLists,
];

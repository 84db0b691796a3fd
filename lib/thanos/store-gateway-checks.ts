import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';
import { relabelProblems } from '../values/relabel';
import { cacheMemoryProblems } from './cache/memory';
import type { ThanosStoreGatewayOptions } from './store-gateway-options';
import { timePartitionProblems } from './time-partition';

/** How many samples a chunk has at most: Thanos divides its limit of samples by it. */
const SAMPLES_PER_CHUNK = 120;

/** What a store gateway would refuse, or would serve wrongly. */
export function storeGatewayProblems(props: ThanosStoreGatewayOptions): Problem[] {
  const {
    limits = {},
    seriesMaxConcurrency,
    blockSyncConcurrency,
    blockMetaFetchConcurrency,
    matcherCacheSize,
  } = props;
  const { series, samples } = limits;
  return [
    ...timePartitionProblems(props),
    ...relabelProblems('selector', props.selector ?? []),
    ...cacheMemoryProblems([props.indexCache, props.cachingBucket], props.resources),
    ...numberProblems({ blockSyncConcurrency, blockMetaFetchConcurrency }, 1),
    ...numberProblems(
      { seriesMaxConcurrency, matcherCacheSize, 'limits.series': series, 'limits.samples': samples },
      0,
    ),
    ...sampleLimitProblems(samples),
    ...diskProblems(props),
  ];
}

function sampleLimitProblems(samples = 0): Problem[] {
  if (samples <= 0 || samples >= SAMPLES_PER_CHUNK) return [];
  return [
    {
      rule: 'THANOS-552',
      what: `limits.samples is ${samples}: Thanos divides it by ${SAMPLES_PER_CHUNK} and drops the rest, and 0 is no limit at all`,
      fix: `Write ${SAMPLES_PER_CHUNK} or more, or leave it out`,
    },
  ];
}

function diskProblems({ storage, storageClass, scratchSizeLimit }: ThanosStoreGatewayOptions): Problem[] {
  const problems: Problem[] = [];
  if (storage && scratchSizeLimit) {
    problems.push({
      rule: 'THANOS-510',
      what: 'storage and scratchSizeLimit exclude each other: with a claim nothing is on the node, so the limit would hold for nothing',
      fix: 'Leave scratchSizeLimit out',
    });
  }
  if (storageClass !== undefined && !storage) {
    problems.push({
      rule: 'THANOS-510',
      what: `storageClass is ${storageClass}, but there is no storage: index headers would be on the node, and fetched again at every move`,
      fix: 'Give storage the size of the claim, or leave storageClass out',
    });
  }
  return problems;
}

import { causesOf } from './causes';
import { type ProcessPair, processPairs } from './process-pairs';
import { differs, fromTo, who } from './settings';
import type { ClusterCheck } from './verdict';

/** Flags that decide what is answered, or done, and put nothing that is stored at stake. */
const TUNING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  query: {
    'query.lookback-delta':
      'instant values are looked for that far back; less than twice the slowest scrape interval makes gaps',
    'query.timeout': 'queries end with an error after that time',
    'query.max-concurrent': 'as many queries run at once, each with memory of its own, and further ones wait',
    'query.max-concurrent-select': 'as many selections of a query run at once',
    'query.auto-downsampling': 'long ranges are answered from downsampled blocks, or no longer',
    'query.partial-response': 'queries are answered in part when an endpoint fails, or fail with it',
    'query.promql-engine': 'queries are evaluated by another engine',
    'query.mode': 'queries are evaluated elsewhere',
    'deduplication.func': 'of samples of replicas, others are chosen',
    'store.limits.request-series': 'queries of more series fail',
    'store.limits.request-samples': 'queries of more samples fail',
  },
  'query-frontend': {
    'query-range.split-interval': 'queries are cut at other times, so that nothing in the cache fits',
    'labels.split-interval': 'queries are cut at other times, so that nothing in the cache fits',
    'query-range.align-range-with-step': 'ranges begin and end at multiples of their step, or as asked',
    'query-range.max-retries-per-request': 'failed queries are repeated more often, or less',
  },
  store: {
    'store.limits.request-series': 'queries of more series fail',
    'store.limits.request-samples': 'queries of more samples fail',
  },
  rule: {
    'eval-interval':
      'groups without an interval of their own are evaluated so often: recorded series have samples at other distances, and alerts fire sooner or later',
    'tsdb.wal-compression': 'the WAL takes more of the disk without compression, about twice as much',
  },
  receive: { 'tsdb.wal-compression': 'the WAL takes more of the disk without compression, about twice as much' },
};

const CACHES: Readonly<Record<string, readonly string[]>> = {
  'query-frontend': ['query-range.response-cache-config', 'labels.response-cache-config'],
  store: ['index-cache.config', 'store.caching-bucket.config'],
};

/** How queries are answered, and what of them is kept. */
export const tuning: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    for (const [flag, what] of Object.entries(TUNING[pair.after.subcommand] ?? {})) {
      if (!differs(pair, flag)) continue;
      yield {
        code: 'DIFF-442',
        message: `${who(pair.after)} restarts with --${flag} ${fromTo(pair, flag)}: ${what}`,
        causes: causesOf(cluster, pair, [flag]),
      };
    }
    for (const flag of CACHES[pair.after.subcommand] ?? []) {
      if (!cacheDiffers(pair, flag)) continue;
      yield {
        code: 'DIFF-443',
        message: `The cache of ${who(pair.after)} is another one (--${flag}): it is read at start, and begins cold, so queries are slower and ask more of what is behind until it has filled`,
        causes: causesOf(cluster, pair, [flag]),
      };
    }
  }
};

function cacheDiffers({ before, after }: ProcessPair, flag: string): boolean {
  const [from, to] = [before, after].map((process) => JSON.stringify(process.config(flag)));
  return from !== to;
}

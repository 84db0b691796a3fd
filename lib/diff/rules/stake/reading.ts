import { at } from '../../../manifests/value';
import { diskOf } from '../thanos/disk';
import type { Stake } from '.';

/** Queriers and query frontends. */
export const queryStake: Stake = (process, { all, cluster }) => {
  const cache =
    at(process.config('query-range.response-cache-config'), 'type') === 'IN-MEMORY'
      ? '; cached answers are gone with each pod'
      : '';
  if (!all) return `No metrics are at stake: the pods that are ready answer queries${cache}`;
  const rulers =
    process.subcommand === 'query' && cluster.after.running('rule').length > 0
      ? ', and rules that a ruler evaluates by it'
      : '';
  return `No metrics are lost: queries by it fail until it is ready${rulers}${cache}`;
};

/** Store gateways, which look at the whole bucket before they are ready. */
export const storeStake: Stake = (process, { all }) => {
  const cold =
    diskOf(process).kind === 'emptyDir' || diskOf(process).kind === 'container'
      ? 'downloads the index headers of all blocks anew, as its disk is gone with the pod'
      : 'has its index headers still';
  return all
    ? `No metrics are lost: what is in the bucket alone is in no answer until it is ready, for which it ${cold}`
    : `No metrics are at stake: the other pods answer from the bucket, and each that starts ${cold}`;
};

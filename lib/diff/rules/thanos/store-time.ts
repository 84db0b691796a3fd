import type { ThanosProcess } from '../../../manifests/thanos-process';
import { milliseconds } from '../../../values/duration';
import { bucketName, bucketPlace } from './bucket-place';
import { causesOf } from './causes';
import { processPairs } from './process-pairs';
import { who } from './settings';
import type { ClusterCheck } from './verdict';

const FLAGS = ['min-time', 'max-time'];

/** The time that store gateways answer for. */
export const storeTime: ClusterCheck = function* (cluster) {
  for (const pair of processPairs(cluster)) {
    const { before, after } = pair;
    if (after.subcommand !== 'store') continue;
    if (FLAGS.every((flag) => (before.flag(flag) ?? '') === (after.flag(flag) ?? ''))) continue;
    const [was, is] = [rangeOf(before), rangeOf(after)];
    if (is.covers(was) && was.covers(is)) continue;
    const causes = causesOf(cluster, pair, FLAGS);
    const words = `${who(after)} answers from ${bucketName(after)} for ${is.text} in place of ${was.text}`;
    const others = cluster.after
      .running('store')
      .filter((store) => store !== after && bucketPlace(store) === bucketPlace(after));
    if (is.covers(was)) {
      yield { code: 'DIFF-416', message: `${words}: it loads more blocks, and takes longer to become ready`, causes };
    } else if (covered(was, [is, ...others.map(rangeOf)])) {
      yield {
        code: 'DIFF-416',
        message: `${words}, and another store gateway of the bucket answers for the rest. Each restarts by itself: for minutes some of it is in neither`,
        causes,
      };
    } else {
      yield {
        code: 'DIFF-415',
        message: `${words}, and no other store gateway here certainly answers for the rest: those blocks are in the bucket, and in no answer. Let receivers or another store gateway have that time first`,
        causes,
      };
    }
  }
};

/** A span of time, by two clocks that cannot be compared: from now, and absolute. */
interface Range {
  readonly from: Moment;
  readonly to: Moment;
  readonly text: string;
  covers(other: Range): boolean;
}

type Moment = { readonly clock: 'now' | 'calendar' | 'any'; readonly at: number; readonly unread?: string };

function rangeOf(process: ThanosProcess): Range {
  const from = moment(process.flag('min-time'), Number.NEGATIVE_INFINITY);
  const to = moment(process.flag('max-time'), Number.POSITIVE_INFINITY);
  const texts = FLAGS.flatMap((flag) => (process.flag(flag) ? [`--${flag}=${process.flag(flag)}`] : []));
  return {
    from,
    to,
    text: texts.join(' ') || 'all times',
    covers: (other) => notAfter(from, other.from) && notAfter(other.to, to),
  };
}

function moment(text: string | undefined, standard: number): Moment {
  // Thanos' own defaults, written out.
  if (!text || text.startsWith('0000-') || text.startsWith('9999-')) return { clock: 'any', at: standard };
  const span = milliseconds(text.replace(/^-/, ''));
  if (span !== undefined) return { clock: 'now', at: text.startsWith('-') ? -span : span };
  const at = Date.parse(text);
  return { clock: 'calendar', at, ...(Number.isNaN(at) ? { unread: text } : {}) };
}

function notAfter(one: Moment, other: Moment): boolean {
  if (one.at === Number.NEGATIVE_INFINITY || other.at === Number.POSITIVE_INFINITY) return true;
  if (one.clock === 'any' || other.clock === 'any') return false;
  if (one.unread !== undefined) return one.unread === other.unread;
  return one.clock === other.clock && one.at <= other.at;
}

/** Whether ranges together leave nothing out of another. */
function covered(whole: Range, parts: readonly Range[]): boolean {
  let start = whole.from;
  for (;;) {
    const next = parts.find((part) => notAfter(part.from, start) && !notAfter(part.to, start));
    if (!next) return false;
    if (notAfter(whole.to, next.to)) return true;
    start = next.to;
  }
}

import { milliseconds } from '../../../values/duration';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';

/** A range of times that no block is in. */
export const emptyTimeRange: ManifestRule = {
  rule: 'THANOS-027',
  check: (cluster) =>
    cluster.thanos
      .filter(({ flags }) => flags.has('min-time') || flags.has('max-time'))
      .flatMap((process): Finding[] => {
        const what = problem(process);
        return what === undefined
          ? []
          : [
              {
                object: process.workload.object,
                what,
                fix: 'Write the earlier time into --min-time; times before now have a minus: --min-time=-6w --max-time=-2d',
              },
            ];
      }),
};

function problem({ subcommand, flag }: ThanosProcess): string | undefined {
  const [minTime, maxTime] = [flag('min-time'), flag('max-time')];
  const from = moment(minTime);
  const to = moment(maxTime);
  if (from?.relative && from.at > 0) {
    return `--min-time=${minTime} is that long after now, where there are no blocks yet`;
  }
  if (!from || !to || from.relative !== to.relative || from.at < to.at) return undefined;
  const outcome =
    subcommand === 'store' && from.at > to.at ? 'the store does not start' : 'there is no block between them';
  return `--min-time=${minTime} is not before --max-time=${maxTime}, so ${outcome}`;
}

function moment(time: string | undefined): { readonly relative: boolean; readonly at: number } | undefined {
  if (time === undefined) return undefined;
  const past = time.startsWith('-');
  const span = milliseconds(past ? time.slice(1) : time);
  if (span !== undefined) return { relative: true, at: past ? -span : span };
  const at = /^\d{4}-/.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? undefined : { relative: false, at };
}

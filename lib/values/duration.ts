/**
 * A duration as Prometheus and most Thanos flags write it: `'90d'`, `'2h'`, `'1h30m'`. Units: `ms`, `s`, `m`, `h`, `d`, `w`, `y`.
 *
 * @see https://github.com/prometheus/common/blob/main/model/time.go
 */
export type PrometheusDuration = `${number}${PrometheusUnit}` | `${number}${PrometheusUnit}${number}${PrometheusUnit}`;
type PrometheusUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y';

/**
 * A duration as Go's `time.ParseDuration` reads it: `'30s'`, `'2h45m'`, `'0s'`. There are no days: write `'48h'`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export type GoDuration = `${number}${GoUnit}` | `${number}${GoUnit}${number}${GoUnit}`;
type GoUnit = 'ms' | 's' | 'm' | 'h';

const MILLISECONDS: Record<PrometheusUnit, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** How many milliseconds a duration lasts; `undefined` when Prometheus would refuse it (fractions, signs, units out of order). */
export function milliseconds(duration: string): number | undefined {
  if (duration === '0') return 0;
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(duration);
  if (!match || duration.length === 0) return undefined;
  const units: PrometheusUnit[] = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];
  return units.reduce((total, unit, index) => total + Number(match[index + 1] ?? 0) * MILLISECONDS[unit], 0);
}

/** Whether Prometheus takes a text as a duration. */
export function isPrometheusDuration(text: string): text is PrometheusDuration {
  return milliseconds(text) !== undefined;
}

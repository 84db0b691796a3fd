import type { Problem } from '../validation/problem';
import { milliseconds, type PrometheusDuration } from '../values/duration';

/** `undefined` renders nothing, `true` and `false` render `--name` and `--no-name`, a list repeats the flag. */
export type FlagValue = string | number | boolean | readonly (string | number)[] | undefined;

/** The arguments that Thanos' flags are given by, in the order written. Its boolean flags take no value. */
export function renderFlags(flags: Readonly<Record<string, FlagValue>>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
    return (Array.isArray(value) ? value : [value]).map((item) => `--${name}=${item}`);
  });
}

/** External labels as `--label` takes them: the value is a quoted Go string. */
export function renderLabels(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
}

/** Durations that the compiler lets through and most flags of Thanos refuse: fractions, signs, units out of order. */
export function durationProblems(args: readonly string[]): Problem[] {
  return args.flatMap((argument): Problem[] => {
    const [, name, value = ''] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
    // Times of blocks may be relative to now, and then have a sign.
    if (name === 'min-time' || name === 'max-time') return [];
    // Names may look like durations: the tenant 1e3d.
    if (/tenant|label|header|prefix/.test(name ?? '')) return [];
    if (!/^[-+]?[\d.][\d.e]*(ms|[smhdwy])([\d.e]+(ms|[smhdwy]))*$/.test(value)) return [];
    if (milliseconds(value as PrometheusDuration) !== undefined) return [];
    return [
      {
        rule: 'THANOS-054',
        what: `The duration "${value}" (for --${name}) has a fraction, a sign or units out of order: with most flags Thanos would not start`,
        fix: "Write, for example, '90m' or '1h30m'",
      },
    ];
  });
}

const GRPC_SERVER = ['grpc-server-tls-ciphers', 'grpc-server-tls-curves'];

/**
 * Flags that Thanos accepts more than once, by subcommand, so that an extra argument may add to those that a construct renders. Not
 * the same everywhere: `--label` is a list of external labels for a receiver, and one label's name for the bucket web.
 */
export const REPEATABLE_FLAGS: Readonly<Record<string, readonly string[]>> = {
  query: [
    'enable-feature',
    'endpoint',
    'endpoint-group',
    'endpoint-group-strict',
    'endpoint-strict',
    ...GRPC_SERVER,
    'inject-test-addresses',
    'query.conn-metric.label',
    'query.partition-label',
    'query.replica-label',
    'query.telemetry.request-duration-seconds-quantiles',
    'query.telemetry.request-samples-quantiles',
    'query.telemetry.request-series-seconds-quantiles',
    'selector-label',
    'store.sd-files',
  ],
  'query-frontend': ['enable-feature', 'query-frontend.forward-header', 'query-frontend.org-id-header'],
  receive: [
    'enable-feature',
    ...GRPC_SERVER,
    'label',
    'receive.otlp-promote-resource-attributes',
    'remote-write.server-tls-ciphers',
    'remote-write.server-tls-curves',
  ],
  store: GRPC_SERVER,
  compact: ['deduplication.replica-label'],
  rule: [
    'alert.label-drop',
    'alertmanagers.url',
    'enable-feature',
    'grpc-query-endpoint',
    ...GRPC_SERVER,
    'label',
    'query',
    'query.sd-files',
    'restore-ignored-label',
    'rule-file',
  ],
  'tools bucket web': [],
};

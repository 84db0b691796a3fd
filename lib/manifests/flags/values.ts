import { isCountable } from '../byte-count';
import type { Flag } from './known-flags';

const PROMETHEUS_DURATION = '(?=.)(0|(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)';
const DECIMAL = '(\\d+\\.?\\d*|\\.\\d+)';

/** What Thanos reads as a value of each type; a string may be anything. */
const SHAPES: Partial<Record<Flag['type'], RegExp>> = {
  address: /[:+]/,
  time: new RegExp(
    `^(-?${PROMETHEUS_DURATION}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d))$`,
  ),
  'go-duration': new RegExp(`^[-+]?(0|(${DECIMAL}(ns|us|µs|μs|ms|s|m|h|d|w))+)$`),
  'prometheus-duration': new RegExp(`^${PROMETHEUS_DURATION}$`),
  number: new RegExp(`^[-+]?(${DECIMAL}(e[-+]?\\d+)?|0x[\\da-f_.]+(p[-+]?\\d+)?|inf(inity)?|nan)$`, 'i'),
  integer: /^[-+]?(0[xbo][\da-f_]+|\d[\d_]*)$/i,
  bytes: new RegExp(`^[-+]?(0|(${DECIMAL}([KMGTPE]i?)?B)+)$`),
};

/** What messages call each type. */
const NAMES: Partial<Record<Flag['type'], string>> = {
  address: "address: those are 'host:port', or have a prefix such as 'dnssrv+'",
  time: "time: write '-2w' or '2026-01-01T00:00:00Z'",
  'go-duration': "duration: write '90s', '1h30m' or '2d'; there are no years",
  'prometheus-duration': "duration: write '90s', '1h30m' or '2d', in whole numbers and with the larger unit first",
  number: 'number',
  integer: 'whole number',
  bytes: "size: write '512MB' or '1GiB'; it ends with B",
};

/** Flags whose value is a label with its value, and that value a quoted Go string. */
const LABEL_FLAGS: Readonly<Record<string, readonly string[]>> = {
  label: ['receive', 'rule'],
  'selector-label': ['query'],
};

const LABEL = /^[^=]+=("([^"\\\n]|\\.)*"|`[^`]*`|'([^'\\\n]|\\.)'|\$[^(].*)$/s;

/** What Thanos would say to a flag's value; `undefined` where it reads it, or where it is not written yet. */
export function valueProblem(subcommand: string, name: string, flag: Flag, value: string): string | undefined {
  if (LABEL_FLAGS[name]?.includes(subcommand)) {
    return LABEL.test(value) || value.startsWith('$')
      ? undefined
      : 'is no name="value": the value has quotes of its own';
  }
  // Kubernetes, or a shell, fills in variables later.
  if (value.includes('$')) return undefined;
  if (flag.type === 'enum') {
    if (flag.values?.includes(value)) return undefined;
    return `"${value}" is none of ${flag.values?.map((each) => (each === '' ? "''" : each)).join(', ')}`;
  }
  const shape = SHAPES[flag.type];
  const readable = !shape || (shape.test(value) && (flag.type !== 'bytes' || isCountable(value)));
  return readable ? undefined : `"${value}" is no ${NAMES[flag.type]}`;
}

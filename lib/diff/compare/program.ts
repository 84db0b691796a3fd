import { type Flag, type Flags, THANOS_FLAGS } from '../../manifests/flags/known-flags';
import { asList, asText, at } from '../../manifests/value';
import { item } from '../path';
import { ANY, BYTES, DURATION, type Meaning, map, sequenceOf, setOf } from './meaning';
import { TEXT_FILE } from './meanings/files';

/** A program as far as its flags are known. */
export interface Program {
  /** `undefined` where they are not. */
  readonly flags: Flags | undefined;
  /** What the values of the flags mean, by the name of the flag as a path has it. */
  readonly meaning: Meaning;
}

const UNKNOWN: Program = { flags: undefined, meaning: ANY };

/** Flags of which the order of the values counts: the first that fits is taken. */
const IN_ORDER = ['query-frontend.org-id-header', 'grpc-server-tls-curves', 'remote-write.server-tls-curves'];

function program(flags: Flags): Program {
  return {
    flags,
    meaning: map(
      Object.fromEntries(Object.entries(flags).map(([name, flag]) => [item(`--${name}`), listed(name, flag)])),
    ),
  };
}

function listed(name: string, flag: Flag): Meaning {
  const value = valueMeaning(name, flag);
  if (!flag.repeatable) return value;
  return IN_ORDER.includes(name) ? sequenceOf(value) : setOf(value);
}

function valueMeaning(name: string, { type }: Flag): Meaning {
  if (type === 'go-duration' || type === 'prometheus-duration' || type === 'time') return DURATION;
  if (type === 'bytes') return BYTES;
  return /config$|hashrings$/.test(name) ? TEXT_FILE : ANY;
}

/** Flags of subcommands that are not listed: those that are the same wherever else they are. */
function commonFlags(): Flags {
  const common: Record<string, Flag> = {};
  const differ = new Set<string>();
  for (const [name, flag] of Object.values(THANOS_FLAGS).flatMap((flags) => Object.entries(flags))) {
    const { type, repeatable } = common[name] ?? flag;
    if (type !== flag.type || repeatable !== flag.repeatable) differ.add(name);
    common[name] ??= flag;
  }
  return Object.fromEntries(Object.entries(common).filter(([name]) => !differ.has(name)));
}

const THANOS = new Map(Object.entries(THANOS_FLAGS).map(([subcommand, flags]) => [subcommand, program(flags)]));
const OTHER_THANOS = program(commonFlags());

const PROMETHEUS_DURATIONS = [
  ...[
    'alertmanager.notification-queue-drain-timeout',
    'query.lookback-delta',
    'query.timeout',
    'rules.alert.for-grace-period',
  ],
  ...['rules.alert.for-outage-tolerance', 'rules.alert.resend-delay', 'storage.agent.retention.max-time'],
  ...['storage.agent.retention.min-time', 'storage.remote.flush-deadline', 'storage.tsdb.max-block-duration'],
  ...['storage.tsdb.min-block-duration', 'storage.tsdb.retention', 'storage.tsdb.retention.time', 'web.read-timeout'],
];
const PROMETHEUS_BYTES = [
  'storage.tsdb.retention.size',
  'storage.tsdb.wal-segment-size',
  'storage.agent.wal-segment-size',
];
const PROMETHEUS_SWITCHES = [
  ...['web.enable-lifecycle', 'web.enable-admin-api', 'web.enable-remote-write-receiver', 'web.enable-otlp-receiver'],
  ...['storage.tsdb.no-lockfile', 'storage.tsdb.wal-compression', 'agent', 'storage.agent.wal-compression'],
  ...['storage.agent.no-lockfile', 'auto-gomemlimit', 'auto-gomaxprocs'],
];

const PROMETHEUS = program({
  ...Object.fromEntries(PROMETHEUS_DURATIONS.map((name) => [name, { type: 'prometheus-duration' } as const])),
  ...Object.fromEntries(PROMETHEUS_BYTES.map((name) => [name, { type: 'bytes' } as const])),
  ...Object.fromEntries(PROMETHEUS_SWITCHES.map((name) => [name, { type: 'boolean', negatable: true } as const])),
  'enable-feature': { type: 'string', repeatable: true },
});

/** The program that a container runs. */
export function programOf(container: unknown): Program {
  const [binary, ...words] = [...asList(at(container, 'command')), ...asList(at(container, 'args'))];
  const image = asText(at(container, 'image')) ?? '';
  const commanded = asList(at(container, 'command')).length > 0;
  const name = commanded ? asText(binary) : IMAGE_NAME.exec(image)?.[1];
  const [first = '', ...rest] = commanded ? words : [binary, ...words];
  if (name === undefined || first === undefined) return UNKNOWN;
  if (PROMETHEUS_BINARY.test(name)) return PROMETHEUS;
  if (!THANOS_BINARY.test(name)) return UNKNOWN;
  const subcommand = first === 'tools' ? [first, ...rest.slice(0, 2)].join(' ') : String(first);
  return THANOS.get(subcommand) ?? OTHER_THANOS;
}

const IMAGE_NAME = /([^/:@]+)(?:[:@][^/]*)?$/;
const THANOS_BINARY = /(^|\/)thanos$/;
const PROMETHEUS_BINARY = /(^|\/)prometheus$/;

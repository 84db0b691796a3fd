import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { field, type Manifest } from '../helpers';

/** A flag as the Thanos binary takes it. `scripts/thanos-flags.mjs` wrote the list. */
export interface Flag {
  readonly type:
    | 'boolean'
    | 'enum'
    | 'string'
    | 'time'
    | 'go-duration'
    | 'prometheus-duration'
    | 'number'
    | 'integer'
    | 'bytes'
    | 'address';
  /** Whether a boolean has a `--no-` form. */
  readonly negatable?: boolean;
  readonly values?: readonly string[];
  readonly repeatable?: boolean;
  readonly default?: string;
  /** Whether `--help` keeps silent about it. */
  readonly hidden?: boolean;
}

const FLAGS: { readonly subcommands: Readonly<Record<string, Readonly<Record<string, Flag>>>> } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'test', 'flags', 'thanos-v0.42.5.json'), 'utf8'),
);

/** The flags of each subcommand, as Thanos v0.42.5 takes them. */
export const thanosFlags = FLAGS.subcommands;

const DURATION = '(0|(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)';
/** What values look like. Strings and addresses are anything but empty. */
const SHAPES: Partial<Record<Flag['type'], RegExp>> = {
  string: /./s,
  address: /^\S+:\d+$|^dnssrv(noa)?\+\S+$/,
  time: new RegExp(`^(-?${DURATION}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d))$`),
  'go-duration': /^(0|(\d+(\.\d+)?(w|d|h|m|s|ms))+)$/,
  'prometheus-duration': new RegExp(`^(?=.)${DURATION}$`),
  number: /^\d+(\.\d+)?$/,
  integer: /^\d+$/,
  bytes: /^(0|\d+(\.\d+)?([KMGTPE]i?)?B)$/,
};
/** Flags whose value is a label with its value, and that value a quoted Go string. */
const LABEL_FLAGS: Readonly<Record<string, readonly string[]>> = {
  label: ['receive', 'rule'],
  'selector-label': ['query'],
};

/** What Thanos would say to the arguments of one of its containers, subcommand first; nothing where it accepts them. */
export function flagProblems(args: readonly string[]): string[] {
  const start = args.findIndex((arg) => arg.startsWith('-'));
  const subcommand = args.slice(0, start === -1 ? undefined : start).join(' ');
  const flags = thanosFlags[subcommand];
  if (!flags) return [`"${subcommand}" is no subcommand that this list knows`];
  const given = new Set<string>();
  return args.slice(subcommand.split(' ').length).flatMap((arg) => {
    const found = argumentProblem(subcommand, flags, given, arg);
    return found ? [`${subcommand} ${arg}: ${found}`] : [];
  });
}

function argumentProblem(
  subcommand: string,
  flags: Readonly<Record<string, Flag>>,
  given: Set<string>,
  argument: string,
): string | undefined {
  const [, written = '', , value] = /^--([\w.-]+)(=(.*))?$/s.exec(argument) ?? [];
  if (written === '') return 'is not of the form --name or --name=value';
  const negated = !(written in flags) && written.startsWith('no-');
  const name = negated ? written.slice('no-'.length) : written;
  const flag = flags[name];
  if (!flag || (negated && !flag.negatable)) return 'unknown flag';
  if (given.has(name) && !flag.repeatable) return 'given twice';
  given.add(name);
  if (flag.type === 'boolean') return value === undefined ? undefined : 'a boolean takes no value';
  if (value === undefined) return 'has no value';
  if (LABEL_FLAGS[name]?.includes(subcommand)) return labelProblem(value);
  // Kubernetes fills in $(VARIABLES) later.
  if (value.includes('$(')) return undefined;
  if (flag.type === 'enum') return flag.values?.includes(value) ? undefined : `is none of ${flag.values?.join(', ')}`;
  return SHAPES[flag.type]?.test(value) ? undefined : `is no ${flag.type}`;
}

function labelProblem(value: string): string | undefined {
  return /^[a-zA-Z_]\w*="([^"\\\n]|\\.)*"$/.test(value) ? undefined : 'is no label="value", quoted as Go does';
}

/** The containers of a manifest that run Thanos, by their arguments. */
function thanosArguments(manifest: Manifest): string[][] {
  const template = manifest.kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
  const containers = field(manifest, `${template}.spec.containers`);
  if (!Array.isArray(containers)) return [];
  return (containers as { name: string; image: string; args?: string[] }[])
    .filter(({ name, image }) => name === 'thanos' || /\/thanos[:@]/.test(image))
    .map(({ args }) => args ?? []);
}

/** Asserts that Thanos accepts the arguments of every pod among the manifests, and returns how many it looked at. */
export function assertKnownFlags(manifests: readonly Manifest[]): number {
  const commands = manifests.flatMap(thanosArguments);
  assert.deepEqual(commands.flatMap(flagProblems), []);
  return commands.length;
}

/** Reads the objects of a YAML file. */
export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
}

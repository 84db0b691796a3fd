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

/** The flag's name of an argument: `query.timeout` of `--query.timeout=2m`, `wait` of `--no-wait`. */
export function flagName(argument: string): string {
  return argument.replace(/^--?(no-)?/, '').replace(/=.*$/s, '');
}

/** Flags that Thanos accepts more than once, so that an extra argument may add to those that a construct renders. */
export const REPEATABLE_FLAGS: ReadonlySet<string> = new Set([
  'alert.label-drop',
  'alertmanagers.url',
  'deduplication.replica-label',
  'enable-feature',
  'grpc-query-endpoint',
  'label',
  'query',
  'query.replica-label',
  'query.partition-label',
  'rule-file',
  'selector-label',
]);

import type { ConfigReader } from './config-reader';
import { type ConfigSource, contentOf, fileSource, variableSource } from './config-source';
import type { Inventory } from './inventory';
import { type ThanosVersion, thanosVersion } from './thanos-version';
import type { Container, Workload } from './workload';

/** One container that runs Thanos, with its arguments read back. */
export interface ThanosProcess {
  readonly workload: Workload;
  readonly container: Container;
  /** `receive`, `query`, `tools bucket web`. */
  readonly subcommand: string;
  /** The version that the image's tag names; `undefined` where it names none. */
  readonly version: ThanosVersion | undefined;
  /** What comes after the subcommand, word by word. */
  readonly words: readonly string[];
  /** The values of each flag, by its name without dashes, in the order given; a boolean's is `true`, or `false` as `--no-…`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** The last value of a flag, which is the one that counts where there may be only one. */
  flag(name: string): string | undefined;
  /**
   * A configuration given inline (`--objstore.config`) or as a file (`--objstore.config-file`) out of a ConfigMap or Secret that is
   * applied too, parsed. `undefined` where it is not given, elsewhere, or no YAML.
   *
   * @param name the inline flag's name; the file's flag has `-file` after it, but for `http.config`, which is a path itself
   */
  config(name: string): unknown;
  /** The same as it is written. */
  configText(name: string): string | undefined;
  /** Where such a configuration comes from, if it is not written into the argument. */
  configSource(name: string): ConfigSource | undefined;
}

/** Flags that name a file, and have no twin that holds its content. */
const PATHS = ['http.config'];

const SUBCOMMANDS = ['query-frontend', 'query', 'receive', 'store', 'compact', 'rule', 'sidecar', 'tools'];

/** The containers of a workload that run Thanos. */
export function thanosProcesses(workload: Workload, inventory: Inventory, reader: ConfigReader): ThanosProcess[] {
  return workload.containers.flatMap((container): ThanosProcess[] => {
    const words = thanosArguments(container);
    if (!words) return [];
    const firstFlag = words.findIndex((word) => word.startsWith('-'));
    const end = firstFlag === -1 ? words.length : firstFlag;
    const flags = flagsOf(words.slice(end));
    const flag = (name: string) => flags.get(name)?.at(-1);
    const sources = new Map<string, ConfigSource | string | undefined>();
    const source = (name: string) => {
      if (!sources.has(name)) sources.set(name, sourceOf(name, flag, workload, container));
      return sources.get(name);
    };
    const configText = (name: string) => {
      const found = source(name);
      return typeof found === 'object' ? contentOf(found, inventory) : found;
    };
    return [
      {
        workload,
        container,
        subcommand: words.slice(0, end).join(' '),
        version: thanosVersion(container.image),
        words: words.slice(end),
        flags,
        flag,
        config: (name) => {
          const content = configText(name);
          return content === undefined ? undefined : reader.read(content);
        },
        configText,
        configSource: (name) => {
          const found = source(name);
          return typeof found === 'object' ? found : undefined;
        },
      },
    ];
  });
}

/** The configuration itself where it is inline, or where it comes from. */
function sourceOf(
  name: string,
  flag: ThanosProcess['flag'],
  workload: Workload,
  container: Container,
): ConfigSource | string | undefined {
  const isPath = PATHS.includes(name);
  const inline = isPath ? undefined : flag(name);
  const [, variable] = /^\$\((\w+)\)$/.exec(inline ?? '') ?? [];
  if (variable !== undefined) return variableSource(variable, workload, container);
  const path = flag(isPath ? name : `${name}-file`);
  return inline ?? (path === undefined ? undefined : fileSource(path, workload, container));
}

/** The arguments after the binary, subcommand first; `undefined` where something else runs. */
function thanosArguments({ image, command, args }: Container): readonly string[] | undefined {
  const words = [...command, ...args];
  const [shell, option, script] = words;
  if (shell !== undefined && /(^|\/)(ba|da)?sh$/.test(shell) && option?.startsWith('-') && script !== undefined) {
    const split = shellWords(script);
    const start = split.findIndex((word) => /(^|\/)thanos$/.test(word));
    if (start === -1) return undefined;
    const after = split.slice(start + 1);
    const end = after.findIndex((word) => SHELL_OPERATOR.test(word));
    return known(end === -1 ? after : after.slice(0, end));
  }
  if (command.length > 0) return /(^|\/)thanos$/.test(command[0] ?? '') ? known(words.slice(1)) : undefined;
  return /(^|\/)thanos(:|@|$)/.test(image) ? known(args) : undefined;
}

function known(words: readonly string[]): readonly string[] | undefined {
  return SUBCOMMANDS.includes(words[0] ?? '') ? words : undefined;
}

/** What ends a command, or sends its output elsewhere. */
const SHELL_OPERATOR = /^(&&|\|\|?|;|&|\d*[<>].*)$/;

/** The words of a simple shell command: quotes, escapes and line continuations, no expansion. */
function shellWords(script: string): string[] {
  return [...script.replace(/\\\n/g, ' ').matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(.)/g, '$1'),
    ),
  );
}

/** The values of each flag among arguments, by its name without dashes. */
export function flagsOf(words: readonly string[]): Map<string, readonly string[]> {
  const flags = new Map<string, readonly string[]>();
  for (let index = 0; index < words.length; index++) {
    const [, dashed, given] = /^--?([\w.-]+)(?:=([\s\S]*))?$/.exec(words[index] ?? '') ?? [];
    if (dashed === undefined) continue;
    const next = words[index + 1];
    // kingpin takes a value as the next word too.
    const apart = given === undefined && next !== undefined && !next.startsWith('-');
    if (apart) index++;
    const negated = given === undefined && !apart && dashed.startsWith('no-');
    const name = negated ? dashed.slice('no-'.length) : dashed;
    const value = given ?? (apart ? next : String(!negated));
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return flags;
}

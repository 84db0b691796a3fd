import type { ConfigReader } from './config-reader';
import type { Inventory } from './inventory';
import type { KubernetesObject } from './kubernetes-object';
import { asList, asText, at } from './value';
import type { Container, Workload } from './workload';

/** One container that runs Thanos, with its arguments read back. */
export interface ThanosProcess {
  readonly workload: Workload;
  readonly container: Container;
  /** `receive`, `query`, `tools bucket web`. */
  readonly subcommand: string;
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
    return [
      {
        workload,
        container,
        subcommand: words.slice(0, end).join(' '),
        flags,
        flag,
        config: (name) => {
          const inline = PATHS.includes(name) ? undefined : flag(name);
          const file = PATHS.includes(name) ? name : `${name}-file`;
          const content = inline ?? fileContent(flag(file), workload, container, inventory);
          return content === undefined ? undefined : reader.read(content);
        },
      },
    ];
  });
}

/** The arguments after the binary, subcommand first; `undefined` where something else runs. */
function thanosArguments({ image, command, args }: Container): readonly string[] | undefined {
  const words = [...command, ...args];
  const [shell, option, script] = words;
  if (shell !== undefined && /(^|\/)(ba|da)?sh$/.test(shell) && option?.startsWith('-') && script !== undefined) {
    const split = shellWords(script);
    const start = split.findIndex((word) => /(^|\/)thanos$/.test(word));
    return start === -1 ? undefined : known(split.slice(start + 1));
  }
  if (command.length > 0) return /(^|\/)thanos$/.test(command[0] ?? '') ? known(words.slice(1)) : undefined;
  return /(^|\/)thanos(:|@|$)/.test(image) ? known(args) : undefined;
}

function known(words: readonly string[]): readonly string[] | undefined {
  return SUBCOMMANDS.includes(words[0] ?? '') ? words : undefined;
}

/** The words of a simple shell command: quotes and line continuations, no expansion. */
function shellWords(script: string): string[] {
  return [...script.replace(/\\\n/g, ' ').matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      double === undefined ? (single ?? '') : double.replace(/\\(.)/g, '$1'),
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

/** What a path inside of a container holds, where that comes from a ConfigMap or Secret that is applied too. */
function fileContent(
  path: string | undefined,
  { podSpec, namespace }: Workload,
  { fields }: Container,
  inventory: Inventory,
): string | undefined {
  if (path === undefined) return undefined;
  for (const mount of asList(fields['volumeMounts'])) {
    const folder = asText(at(mount, 'mountPath'))?.replace(/\/$/, '');
    if (folder === undefined || !(path === folder || path.startsWith(`${folder}/`))) continue;
    const subPath = asText(at(mount, 'subPath'));
    const key = path === folder ? subPath : [subPath, path.slice(folder.length + 1)].filter(Boolean).join('/');
    const volume = asList(podSpec['volumes']).find((each) => at(each, 'name') === at(mount, 'name'));
    const configMap = asText(at(volume, 'configMap', 'name'));
    const secret = asText(at(volume, 'secret', 'secretName'));
    const items = at(volume, 'configMap', 'items') ?? at(volume, 'secret', 'items');
    const item = asList(items).find((each) => at(each, 'path') === key);
    const name = asText(at(item, 'key')) ?? key ?? '';
    const content =
      configMap === undefined
        ? secretContent(secret && inventory.find('', 'Secret', namespace, secret), name)
        : at(inventory.find('', 'ConfigMap', namespace, configMap), 'data', name);
    if (typeof content === 'string') return content;
  }
  return undefined;
}

function secretContent(secret: KubernetesObject | '' | undefined, key: string): string | undefined {
  const plain = asText(at(secret, 'stringData', key));
  const encoded = asText(at(secret, 'data', key));
  return plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
}

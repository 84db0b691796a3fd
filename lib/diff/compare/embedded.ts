import { isScalar, parse, type ScalarTag, type Tags } from 'yaml';
import type { Meaning } from './meaning';

/** Files are compared with few others: it is not worth while to keep more of them. */
const KEPT = 200;

/** Parses the files that fields hold as text, each content once. */
export class EmbeddedFiles {
  private readonly parsed = new Map<string, object | undefined>();

  /** The content of a file of JSON or YAML; `undefined` for mere text. */
  read(text: string): object | undefined {
    if (this.parsed.has(text)) return this.parsed.get(text);
    if (this.parsed.size >= KEPT) this.parsed.clear();
    const content = contentOf(text);
    this.parsed.set(text, content);
    return content;
  }
}

/** What two texts hold at one place, and what it means; `undefined` where not both are files. */
export function embedded(
  { file }: Meaning,
  before: unknown,
  after: unknown,
  files: EmbeddedFiles,
): { readonly before: object; readonly after: object; readonly meaning: Meaning } | undefined {
  if (!file || typeof before !== 'string' || typeof after !== 'string') return undefined;
  const earlier = files.read(before);
  const later = earlier && files.read(after);
  if (!earlier || !later) return undefined;
  const meaning = file(earlier);
  return { before: earlier, after: later, meaning: file(later) === meaning ? meaning : {} };
}

const MAY_BE_JSON = /^\s*[[{]/;
/** What has neither a key nor an item is no map and no list. */
const MAY_BE_YAML = /^\s*-(\s|$)|:(\s|$)/m;

function contentOf(text: string): object | undefined {
  try {
    return asObject(MAY_BE_JSON.test(text) ? jsonOf(text) : undefined) ?? asObject(yamlOf(text));
  } catch {
    return asObject(yamlOf(text));
  }
}

/** Text, or a number with its digits. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** JSON, with whole numbers as they are written where a number of JavaScript would round them. */
function jsonOf(text: string): unknown {
  const mayRound = /\d{16}/.test(text);
  return JSON.parse(mayRound ? text.replace(TOKEN, (token) => (isRounded(token) ? `"${token}"` : token)) : text);
}

function isRounded(token: string): boolean {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
}

function asObject(content: unknown): object | undefined {
  return typeof content === 'object' && content !== null ? content : undefined;
}

function yamlOf(text: string): unknown {
  if (!MAY_BE_YAML.test(text) && !MAY_BE_JSON.test(text)) return undefined;
  try {
    const content: unknown = parse(text, {
      version: '1.1',
      customTags: asWritten,
      logLevel: 'error',
      maxAliasCount: 1000,
    });
    // An anchor may hold itself.
    JSON.stringify(content);
    return content;
  } catch {
    return undefined;
  }
}

/** Dates as they are written, and numbers that are not written as JSON has them: who reads the file may take `1.10` for a text. */
function asWritten(tags: Tags): Tags {
  return tags.flatMap((each): Tags => {
    if (typeof each === 'string' || each.collection) return [each];
    if (each.tag === 'tag:yaml.org,2002:timestamp') return [];
    return each.tag === 'tag:yaml.org,2002:float' || each.tag === 'tag:yaml.org,2002:int'
      ? [asWrittenNumber(each)]
      : [each];
  });
}

function asWrittenNumber(tag: ScalarTag): ScalarTag {
  const resolve: ScalarTag['resolve'] = (text, onError, options) => {
    const value = tag.resolve(text, onError, options);
    const number: unknown = isScalar(value) ? value.value : value;
    return String(number) === text ? number : text;
  };
  return { ...tag, resolve };
}

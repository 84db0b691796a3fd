import { nearest, nearestFix } from '../../values/nearest';
import type { FileReport } from './file-report';
import { isLocatedMap } from './layers';
import type { Located, LocatedMap } from './located';

/** What reading a value takes: where it is told what is wrong, and whether the value is whole or a layer of it. */
export interface Reading {
  readonly report: FileReport;
  /** What one layer leaves out, another one may give. */
  readonly whole: boolean;
}

/** Reads one value as an option of code takes it. `undefined`, after a report, for what the option does not take. */
export type Read<T> = (value: Located, option: string, reading: Reading) => T | undefined;

/** How each option is read. The compiler asks for each of `T`, and for the type that it has in code. */
export type Fields<T> = { readonly [Option in keyof T]-?: Read<NonNullable<T[Option]>> };

/** Reads a map of options. */
export function options<T extends object>(fields: Fields<T>, required: readonly (keyof T & string)[] = []): Read<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, option, reading) => {
    const entries = mapOf(value, option, reading);
    if (!entries) return undefined;
    const read: Partial<T> = {};
    const readOne = <Name extends keyof T & string>(name: Name) => {
      const entry = entries.get(name);
      if (entry) read[name] = fields[name](entry.value, `${prefix(option)}${name}`, reading);
    };
    for (const name of names) readOne(name);
    for (const [name, { key }] of entries) {
      if (names.some((known) => known === name)) continue;
      reading.report.add(key, {
        rule: 'THANOS-621',
        what: option ? `${option} has no key "${name}"` : `There is no key "${name}" here`,
        fix: nearestFix(name, names, 'a known key'),
      });
    }
    const missing = required.filter((name) => !entries.has(name));
    for (const name of reading.whole ? missing : []) {
      reading.report.add(value.position, {
        rule: 'THANOS-625',
        what: `${option} has no ${name}`,
        fix: `Write ${prefix(option)}${name}`,
      });
    }
    return required.every((name) => read[name] !== undefined) ? (read as T) : undefined;
  };
}

/** Reads a map of names to texts, such as labels. */
export const texts: Read<Readonly<Record<string, string>>> = (value, option, reading) => {
  const entries = mapOf(value, option, reading);
  if (!entries) return undefined;
  const read: Record<string, string> = {};
  for (const [name, entry] of entries) {
    const content = text(entry.value, `${prefix(option)}${name}`, reading);
    if (content !== undefined) read[name] = content;
  }
  return read;
};

/** The entries of a map, after a report if it is none; none where nothing is written. */
export function mapOf({ position, content }: Located, option: string, { report }: Reading): LocatedMap | undefined {
  if (isLocatedMap(content)) return content;
  if (content === null) return new Map();
  report.add(position, {
    rule: 'THANOS-622',
    what: `${option || 'This'} is ${describe(content)}, and takes a map`,
    fix: 'Write keys and values below it, indented',
  });
  return undefined;
}

/** Reads a scalar. `convert` returns nothing for what it does not take. */
export function scalar<T>(form: string, example: string, convert: (content: unknown) => T | undefined): Read<T> {
  return ({ position, content }, option, { report }) => {
    const converted = convert(content);
    if (converted !== undefined) return converted;
    report.add(position, {
      rule: 'THANOS-622',
      what: `${option} is ${describe(content)}, and takes ${form}`,
      fix: `Write ${example}, for example`,
    });
    return undefined;
  };
}

/** Reads a text. Numbers and yes-or-no have to be quoted, since YAML has its own idea of how they are written. */
export const text: Read<string> = (value, option, reading) =>
  scalar('a text', quoted(value.content), (content) => (typeof content === 'string' ? content : undefined))(
    value,
    option,
    reading,
  );

/** Reads one of some words. */
export function oneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (value, option, reading) => {
    const [example = words.join(' or ')] = nearest(String(value.content), words);
    const read = scalar(`one of ${words.join(', ')}`, example, (content) => words.find((word) => word === content));
    return read(value, option, reading);
  };
}

export const wholeNumber: Read<number> = scalar('a whole number of 1 or more', '2', (content) =>
  typeof content === 'number' && Number.isInteger(content) && content >= 1 ? content : undefined,
);

export const trueOrFalse: Read<boolean> = scalar('true or false', 'true', (content) =>
  typeof content === 'boolean' ? content : undefined,
);

function quoted(content: unknown): string {
  return ['number', 'boolean'].includes(typeof content) ? `"${content}"` : '"a text"';
}

/** A value as messages name it. */
function describe(content: unknown): string {
  if (Array.isArray(content)) return 'a list';
  if (isLocatedMap(content)) return 'a map';
  if (typeof content === 'string') return `"${content}"`;
  return content === null ? 'empty' : `the ${typeof content} ${String(content)}`;
}

function prefix(option: string): string {
  return option === '' ? '' : `${option}.`;
}

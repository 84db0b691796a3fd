import { Composer, Document, isMap, isSeq, Parser } from 'yaml';
import { BlockLines } from './block-lines';
import { YAML_OPTIONS } from './yaml-options';

/** How much is read before what was read is forgotten. Many times one cluster, and its text stays in memory too. */
const REMEMBERED_CHARACTERS = 32 * 1024 * 1024;
/** A key that means itself, and what follows it on its line. */
const KEY = /^([A-Za-z][\w./-]*):(?: +(.*))?$/;
/** What YAML 1.1 takes for something else than text. */
const NO_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Reads documents in the style that tools write: maps and lists by indentation, with plain keys. It finds where each entry begins and
 * ends, and leaves values to the YAML library, each text once. What repeats, in one document or in thousands, is one and the same object
 * in JavaScript, so nobody may change it, and whoever compares can stop there. It answers for no document of which it is not certain.
 */
export class BlockReader {
  /** By the column where they begin, by their text. */
  private readonly known = new Map<number, Map<string, unknown>>();
  private characters = 0;

  /** What a document says; `undefined` where that is for the YAML library to say. */
  read(text: string): Readonly<Record<string, unknown>> | undefined {
    this.characters += text.length;
    if (this.characters > REMEMBERED_CHARACTERS) {
      this.known.clear();
      this.characters = text.length;
    }
    try {
      const lines = new BlockLines(text);
      const first = lines.next(0, lines.count);
      if (first === lines.count || lines.indent(first) !== 0) return undefined;
      return this.map(lines, first, lines.count, 0);
    } catch {
      // The library says what is wrong when it reads the whole.
      return undefined;
    }
  }

  private map(lines: BlockLines, first: number, end: number, column: number): Readonly<Record<string, unknown>> {
    const map: Record<string, unknown> = {};
    for (let line = first; line < end; ) {
      if (line !== first && lines.indent(line) !== column) throw new NotPlain();
      const [, key = '', value = ''] = KEY.exec(lines.from(line, column)) ?? [];
      if (key === '' || NO_TEXT.test(key) || Object.hasOwn(map, key)) throw new NotPlain();
      const next = entryEnd(lines, line, end, column, true);
      map[key] = value === '' ? this.below(lines, line, next, column) : this.leaf(lines, line, next, column);
      line = next;
    }
    return map;
  }

  private list(lines: BlockLines, first: number, end: number, column: number): unknown[] {
    const list: unknown[] = [];
    for (let line = first; line < end; ) {
      if ((line !== first && lines.indent(line) !== column) || !lines.isItem(line, column)) throw new NotPlain();
      const next = entryEnd(lines, line, end, column, false);
      const inside = column + 2;
      const isMapItem = KEY.test(lines.from(line, inside));
      list.push(isMapItem ? this.once(lines, line, next, inside, this.map) : this.leaf(lines, line, next, column));
      line = next;
    }
    return list;
  }

  /** What is on the lines below a key. */
  private below(lines: BlockLines, keyLine: number, end: number, column: number): unknown {
    const first = lines.next(keyLine + 1, end);
    const inside = lines.indent(first);
    if (first < end && lines.isItem(first, inside)) return this.once(lines, first, end, inside, this.list);
    if (first < end && KEY.test(lines.from(first, inside))) return this.once(lines, first, end, inside, this.map);
    return this.leaf(lines, keyLine, end, column);
  }

  private once<T>(
    lines: BlockLines,
    first: number,
    end: number,
    column: number,
    read: (lines: BlockLines, first: number, end: number, column: number) => T,
  ): unknown {
    const text = lines.text.slice(lines.start(first) + column, lines.start(end));
    return this.remember(column, text, () => read.call(this, lines, first, end, column));
  }

  /** An entry whose value is for the YAML library to read. */
  private leaf(lines: BlockLines, first: number, end: number, column: number): unknown {
    const text = lines.text.slice(lines.start(first) + column, lines.start(end));
    const lone = end === first + 1;
    return this.remember(lone ? LONE : LONE - 1 - column, text, () => onlyValue(lines.shifted(first, end, column)));
  }

  private remember(column: number, text: string, read: () => unknown): unknown {
    let known = this.known.get(column);
    if (!known) {
      known = new Map();
      this.known.set(column, known);
    }
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read();
    known.set(text, value);
    return value;
  }
}

/** A document that is written in another way. */
class NotPlain extends Error {}

/** Entries of one line, which read the same in any column. Those of several lines have a number below it. */
const LONE = -1;

/** The line after an entry that begins in a column. */
function entryEnd(lines: BlockLines, line: number, end: number, column: number, mayHoldItems: boolean): number {
  let next = line + 1;
  while (next < end) {
    const indent = lines.indent(next);
    if (indent !== -1 && indent <= column && !(mayHoldItems && indent === column && lines.isItem(next, column))) break;
    next++;
  }
  return next;
}

const OPTIONS = { ...YAML_OPTIONS, schema: new Document(null, YAML_OPTIONS).schema };

/** The value of a map of one key, or of a list of one item. */
function onlyValue(text: string): unknown {
  const [document, ...others] = new Composer(OPTIONS).compose(new Parser().parse(text));
  if (!document || others.length > 0) throw new NotPlain();
  const { contents, errors, warnings } = document;
  if (errors.length + warnings.length > 0 || !(isMap(contents) || isSeq(contents))) throw new NotPlain();
  if (contents.items.length !== 1) throw new NotPlain();
  let anchored = false;
  const js: unknown = document.toJS({
    onAnchor: () => {
      anchored = true;
    },
  });
  if (anchored || typeof js !== 'object' || js === null) throw new NotPlain();
  return Object.values(js)[0];
}

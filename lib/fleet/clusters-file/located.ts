import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { Problem } from '../../validation/problem';
import type { FileReport, Position } from './file-report';

/** A value of a YAML file, and where it is written. */
export interface Located {
  readonly position: Position;
  readonly content: unknown | readonly Located[] | LocatedMap;
}

/** The entries of a map, each with the place of its key. */
export type LocatedMap = ReadonlyMap<string, Entry>;

export interface Entry {
  readonly key: Position;
  readonly value: Located;
}

/** Reads a YAML text; what is no YAML, or YAML that a list of clusters has no use for, is reported. */
export function parseLocated(text: string, report: FileReport): Located {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  for (const { code, pos, message } of [...document.errors, ...document.warnings]) {
    const problem: Problem =
      code === 'MULTIPLE_DOCS'
        ? { rule: 'THANOS-620', what: 'A second document begins here', fix: 'Leave out the ---, and write one list' }
        : { rule: 'THANOS-620', what: `This is no YAML: ${message}`, fix: 'Mend it' };
    report.add(at(pos[0]), problem);
  }
  return locate(document.contents, { line: 1, column: 1 }, at, report);
}

function locate(node: Node | null, fallback: Position, at: (offset: number) => Position, report: FileReport): Located {
  const position = node?.range ? at(node.range[0]) : fallback;
  if (node === null) return { position, content: null };
  if (isScalar(node)) return { position, content: node.value };
  if (isSeq<Node>(node)) {
    return { position, content: node.items.map((item) => locate(item, position, at, report)) };
  }
  if (isMap<Node, Node | null>(node)) {
    const entries = new Map<string, Entry>();
    for (const pair of node.items) addEntry(entries, pair, position, at, report);
    return { position, content: entries };
  }
  report.add(position, {
    rule: 'THANOS-620',
    what: 'This is an alias, and a list of clusters has none',
    fix: 'Write what several clusters share once, below defaults, environments or regions',
  });
  return { position, content: null };
}

function addEntry(
  entries: Map<string, Entry>,
  { key, value }: Pair<Node, Node | null>,
  map: Position,
  at: (offset: number) => Position,
  report: FileReport,
): void {
  const position = key.range ? at(key.range[0]) : map;
  if (!isScalar(key)) {
    report.add(position, { rule: 'THANOS-620', what: 'This key is no text', fix: 'Write a name before the colon' });
    return;
  }
  const name = key.source ?? String(key.value);
  const earlier = entries.get(name);
  if (earlier) {
    report.add(position, {
      rule: 'THANOS-623',
      what: `"${name}" is here twice; the first one is in line ${earlier.key.line}`,
      fix: 'Leave one of them out, or give it another name',
    });
    return;
  }
  entries.set(name, { key: position, value: locate(value, position, at, report) });
}

/** A document, line by line. Lines are counted from 0. */
export class BlockLines {
  private readonly starts: number[] = [];
  /** How far each line is indented; -1 for those that are empty or a comment. */
  private readonly indents: number[] = [];

  constructor(readonly text: string) {
    for (let start = 0; start < text.length; ) {
      this.starts.push(start);
      let content = start;
      while (text.charCodeAt(content) === SPACE) content++;
      const first = text.charCodeAt(content);
      const nothing = Number.isNaN(first) || first === LINE_FEED || first === NUMBER_SIGN;
      this.indents.push(nothing ? -1 : content - start);
      const end = text.indexOf('\n', content);
      start = end === -1 ? text.length : end + 1;
    }
  }

  get count(): number {
    return this.starts.length;
  }

  /** Where a line begins in the text; the text's end for the line after the last. */
  start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** -1 for a line that is empty or a comment. */
  indent(line: number): number {
    return this.indents[line] ?? -1;
  }

  /** A line from a column on, without its end. */
  from(line: number, column: number): string {
    const end = this.start(line + 1);
    const broken = this.text.charCodeAt(end - 1) === LINE_FEED;
    return this.text.slice(this.start(line) + column, broken ? end - 1 : end);
  }

  /** The first line, from one on, that is neither empty nor a comment; `end` if there is none. */
  next(line: number, end: number): number {
    let found = line;
    while (found < end && this.indent(found) === -1) found++;
    return found;
  }

  /** Whether a line has an item of a list at a column. */
  isItem(line: number, column: number): boolean {
    const dash = this.start(line) + column;
    if (this.text.charCodeAt(dash) !== DASH) return false;
    const after = this.text.charCodeAt(dash + 1);
    return after === SPACE || after === LINE_FEED || Number.isNaN(after);
  }

  /** Lines as they would be if a column were the first. Only comments are left of it. */
  shifted(first: number, end: number, column: number): string {
    let text = this.text.slice(this.start(first) + column, this.start(first + 1));
    for (let line = first + 1; line < end; line++) {
      const whole = this.text.slice(this.start(line), this.start(line + 1));
      const margin = /^ */.exec(whole)?.[0].length ?? 0;
      text += whole.slice(Math.min(margin, column));
    }
    return text;
  }
}

const SPACE = 32;
const LINE_FEED = 10;
const NUMBER_SIGN = 35;
const DASH = 45;

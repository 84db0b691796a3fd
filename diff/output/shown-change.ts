import { jsonText } from '../../lib/values/json';

/** The most characters of a value that are shown. */
const MOST = 72;
/** How many characters before the first that differs are shown. */
const BEFORE = 12;
const ABSENT = 'not set';

/** Two values of a field as a person is shown them. */
export interface ShownChange {
  readonly before: string;
  readonly after: string;
}

/** Two values of a field, on one line each and short: of long ones what differs. */
export function shownChange(before: unknown, after: unknown): ShownChange {
  if (before === undefined) return { before: ABSENT, after: shortened(plain(after), MOST) };
  if (after === undefined) return { before: shortened(plain(before), MOST), after: ABSENT };
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n')) {
    return lines(before, after);
  }
  const [was, is] = [plain(before), plain(after)];
  // `true` and 'true' are not the same, though they look so.
  const alike = was === is && typeof before !== typeof after;
  return alike ? folded(jsonText(before), jsonText(after)) : folded(was, is);
}

/** The beginning of a text, on one line, in which nothing steers a terminal or turns the direction of reading. */
export function shortened(text: string, most: number): string {
  const characters = [...text.slice(0, 2 * most).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : jsonText(value);
}

/** The lines of a text that differ, and the number of the first. */
function lines(before: string, after: string): ShownChange {
  const [earlier, later] = [before.split('\n'), after.split('\n')];
  const start = common(earlier, later);
  const end = common(earlier.slice(start).reverse(), later.slice(start).reverse());
  const [was, is] = [earlier.slice(start, earlier.length - end), later.slice(start, later.length - end)].map((part) =>
    part.length === 0 ? ABSENT : plain(part.join('\n')),
  ) as [string, string];
  const indented = was.trim() !== is.trim();
  const shown = indented ? folded(was.trim(), is.trim()) : folded(JSON.stringify(was), JSON.stringify(is));
  return { before: `line ${start + 1}: ${shown.before}`, after: shown.after };
}

function folded(before: string, after: string): ShownChange {
  if (before.length <= MOST && after.length <= MOST)
    return { before: shortened(before, MOST), after: shortened(after, MOST) };
  const from = common(before, after) - BEFORE;
  return { before: shortened(since(before, from), MOST), after: shortened(since(after, from), MOST) };
}

function since(text: string, from: number): string {
  if (from <= 0) return text;
  // Never between the halves of a character.
  const start = /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? from - 1 : from;
  return `…${text.slice(start)}`;
}

/** How many items two lists begin with alike. */
function common(a: ArrayLike<string>, b: ArrayLike<string>): number {
  let index = 0;
  while (index < a.length && index < b.length && a[index] === b[index]) index++;
  return index;
}

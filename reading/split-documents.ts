/** The text of one document of a file. */
export interface DocumentText {
  readonly text: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** What says how to read what follows it, or that a document ends without another one beginning. */
const DIRECTIVE_OR_END = /(?:^|\n)(?:%|\.\.\.(?:[ \t\n]|$))/;
const BEGINNING = /(?<=\n)(?=---(?:[ \t\n]|$))/;
const MARKER = /^---[ \t]*(?:[ \t]#[^\n]*)?\n/;

/**
 * Divides a file at the lines that begin a document, without reading it. Line feeds end the lines of what comes out. A file that has
 * directives stays whole.
 */
export function splitDocuments(file: string): DocumentText[] {
  const text = file.includes('\r') ? file.replaceAll('\r\n', '\n') : file;
  if (DIRECTIVE_OR_END.test(text)) return [{ text, line: 1 }];
  const documents: DocumentText[] = [];
  let line = 1;
  for (const piece of text.split(BEGINNING)) {
    const body = piece.replace(MARKER, '');
    if (body.trim() !== '') documents.push({ text: body, line: body.length < piece.length ? line + 1 : line });
    line += lineFeeds(piece);
  }
  return documents;
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

import { readFileSync, statSync } from 'node:fs';
import { readDocuments } from './documents';
import type { Input } from './input';
import { splitDocuments } from './split-documents';

/** All CRDs of a cluster together are half of it. Reading takes more than a hundred times as much memory. */
const MAX_MEBIBYTES = 10;
const MAX_BYTES = MAX_MEBIBYTES * 1024 * 1024;
const TOO_LARGE = `is larger than ${MAX_MEBIBYTES} MiB: divide it`;

/** The objects of one file. */
export function readFile(file: string): Input {
  const content = fileContent(file);
  return 'refused' in content ? refused(file, content.refused) : readBytes(file, content.bytes);
}

/** The bytes of one file, or why they cannot be had. */
export function fileContent(file: string): { readonly bytes: Buffer } | { readonly refused: string } {
  try {
    const tooMuch = tooLarge(statSync(file).size);
    return tooMuch === undefined ? { bytes: readFileSync(file) } : { refused: tooMuch };
  } catch (error) {
    return { refused: whyUnreadable(error) };
  }
}

/** Why a file of some bytes is not read; `undefined` where it is. */
export function tooLarge(bytes: number): string | undefined {
  return bytes > MAX_BYTES ? TOO_LARGE : undefined;
}

/** The objects of what a file, or standard input, held. */
export function readBytes(file: string, bytes: Buffer): Input {
  const content = textOf(bytes);
  if ('refused' in content) return refused(file, content.refused);
  // One by one: what is broken in one does not get the others lost.
  const inputs = splitDocuments(content.text).map(({ text, line }) => readDocuments(file, text, line));
  return { objects: inputs.flatMap(({ objects }) => objects), problems: inputs.flatMap(({ problems }) => problems) };
}

/** What a file, or standard input, held as text; or why it is none. */
export function textOf(bytes: Buffer): { readonly text: string } | { readonly refused: string } {
  const tooMuch = tooLarge(bytes.length);
  if (tooMuch !== undefined) return { refused: tooMuch };
  const text = decode(bytes);
  return text === undefined ? { refused: 'is no text' } : { text };
}

function refused(file: string, message: string): Input {
  return { objects: [], problems: [{ file, message }] };
}

/** Text in UTF-8, or in UTF-16 as PowerShell redirects it; `undefined` for what is neither. */
function decode(bytes: Buffer): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What the system says of a path, in a few words; errors that are not the system's are passed on. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  if (code === 'ELOOP') return 'is a link that leads to itself';
  if (typeof code === 'string') return `cannot be read (${code})`;
  throw error;
}

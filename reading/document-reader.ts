import { asText, at } from '../lib/manifests/value';
import { BlockReader } from './block-reader';
import { isManifest, readDocuments } from './documents';
import type { Input } from './input';
import type { DocumentText } from './split-documents';

/**
 * Reads many documents that have much in common, quickly: what two of them share is one object in JavaScript, which nobody may change.
 */
export class DocumentReader {
  private readonly blocks = new BlockReader();

  /** The Kubernetes objects of a document, as `readDocuments` finds them. */
  read(file: string, { text, line }: DocumentText): Input {
    const value = this.blocks.read(text);
    // The items of lists have lines of their own.
    const isList = asText(at(value, 'kind'))?.endsWith('List') && Array.isArray(at(value, 'items'));
    if (value === undefined || isList) return readDocuments(file, text, line);
    if (!isManifest(value)) return { objects: [], problems: [] };
    return { objects: [{ object: value, file, line: line + linesBefore(text) }], problems: [] };
  }
}

/** How many lines are before the first that is neither empty nor a comment. */
function linesBefore(text: string): number {
  const [before = ''] = /^(?: *(?:#[^\n]*)?\n)*/.exec(text) ?? [];
  return before.split('\n').length - 1;
}

import { parseAllDocuments } from 'yaml';

/** More contents than one cluster has, and few enough for the memory of a large fleet. */
const KEPT = 1000;

/** Parses configuration files, each content once: the clusters of a fleet have mostly the same. */
export class ConfigReader {
  private readonly parsed = new Map<string, unknown>();

  /** The file's content as Thanos would read it; the first of several documents, and `undefined` for one that is no YAML in whatever part. */
  read(content: string): unknown {
    if (this.parsed.has(content)) return this.parsed.get(content);
    if (this.parsed.size >= KEPT) this.parsed.clear();
    const parsed = parseOrNothing(content);
    this.parsed.set(content, parsed);
    return parsed;
  }
}

function parseOrNothing(content: string): unknown {
  try {
    const [document] = parseAllDocuments(content, { version: '1.1', logLevel: 'silent' });
    if (document === undefined) return null;
    return document.errors.length > 0 ? undefined : document.toJS();
  } catch {
    return undefined;
  }
}

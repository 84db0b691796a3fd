import { parse } from 'yaml';

/** Parses configuration files, each content once: the clusters of a fleet have mostly the same. */
export class ConfigReader {
  private readonly parsed = new Map<string, unknown>();

  /** The file's content as Thanos would read it; `undefined` for what is no YAML. */
  read(content: string): unknown {
    if (!this.parsed.has(content)) this.parsed.set(content, parseOrNothing(content));
    return this.parsed.get(content);
  }
}

function parseOrNothing(content: string): unknown {
  try {
    return parse(content, { version: '1.1', logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

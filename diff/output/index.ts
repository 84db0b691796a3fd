import type { Printing, ReportWriter } from '../report';
import { JsonWriter } from './json';
import { MarkdownWriter } from './markdown';
import { SarifWriter } from './sarif';
import { TextWriter } from './text';

/** How a report may be printed. */
export const OUTPUTS = {
  text: (printing: Printing) => new TextWriter(printing),
  markdown: (printing: Printing) => new MarkdownWriter(printing),
  json: (printing: Printing) => new JsonWriter(printing),
  sarif: (printing: Printing) => new SarifWriter(printing),
} as const satisfies Record<string, (printing: Printing) => ReportWriter>;

export type Output = keyof typeof OUTPUTS;

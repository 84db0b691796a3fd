import type { InputProblem } from '../reading/input';
import type { LintFinding } from './findings';
import { sarif } from './sarif';
import { text } from './text';

/** Everything that a run found. */
export interface LintReport {
  readonly findings: readonly LintFinding[];
  /** What could not be read. */
  readonly problems: readonly InputProblem[];
  /** How many objects the rules looked at. */
  readonly objects: number;
}

/** How a report may be printed. */
export const FORMATS = {
  text,
  /** Fields are added to it, and never change their meaning while `version` is 1. */
  json: (report: LintReport) => document({ version: 1, ...report }),
  sarif: (report: LintReport) => document(sarif(report)),
} as const satisfies Record<string, (report: LintReport) => string>;

export type Format = keyof typeof FORMATS;

function document(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

import type { JudgedObject } from '../lib/diff/judge';
import type { InputProblem } from '../reading/input';
import { json } from './output/json';
import { text } from './output/text';

/** What differs in one cluster. */
export interface ClusterReport {
  /** The folder's name; empty for files that are in none. */
  readonly cluster: string;
  /** The worst first. */
  readonly objects: readonly JudgedObject[];
}

/** Everything that a run found. */
export interface DiffReport {
  /** As the command line names them. */
  readonly base: string;
  readonly head: string;
  /** Those with changes alone. */
  readonly clusters: readonly ClusterReport[];
  /** What could not be read. */
  readonly problems: readonly InputProblem[];
}

/** How a report may be printed. */
export const OUTPUTS = { text, json } as const satisfies Record<string, (report: DiffReport) => string>;

export type Output = keyof typeof OUTPUTS;

import type { E2e } from './e2e';
import type { Need } from './need';

/** What a scenario proved, one row of docs/proof.md. */
export interface Evidence {
  /** What was killed, broken or changed; what was looked at. */
  readonly what: string;
  /** Counts of samples, where samples were counted. */
  readonly samples?: { readonly written: number; readonly acknowledged?: number; readonly readBack: number };
  /** What else was seen. */
  readonly seen?: string;
}

/** One proof. It makes what it needs, in namespaces of its own, and throws where something is not as promised. */
export interface Scenario {
  /** What `--scenario` takes, and part of the namespaces' names: at most 12 lower-case letters and dashes. */
  readonly id: string;
  readonly title: string;
  /** What it needs beside what all scenarios do. @default - nothing */
  needs?(e2e: E2e): readonly Need[];
  run(e2e: E2e): Promise<void>;
}

export interface StepResult {
  readonly name: string;
  readonly seconds: number;
}

export interface ScenarioResult {
  readonly scenario: Pick<Scenario, 'id' | 'title'>;
  readonly seconds: number;
  readonly steps: readonly StepResult[];
  readonly evidence: readonly Evidence[];
  /** Why it did not run. */
  readonly skipped?: string;
  /** Why it failed. */
  readonly failure?: string;
  /** What the cluster said about it. */
  readonly diagnosis?: string;
}

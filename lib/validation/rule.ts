/** `error` fails the synthesis. `warning` is printed, and the manifests are written all the same. */
export type Severity = 'error' | 'warning';

/** One entry of the catalogue. */
export interface Rule {
  readonly severity: Severity;
  /** The mistake, in one line. */
  readonly title: string;
  /** What it would do to metrics or to the people who need them. */
  readonly protects: string;
  /** Where the rule comes from: upstream issues, documentation, code. */
  readonly sources: readonly string[];
}

/** Rules by id. An id is never given to another rule. */
export type RuleSet = Readonly<Record<`THANOS-${number}`, Rule>>;

/** Something that only a real cluster showed. */
export interface Finding {
  readonly found: string;
  /** What was changed in the constructs or the documentation. */
  readonly mended: string;
  /** The unit test, the rule or the scenario that fails when it comes back. */
  readonly heldBy: string;
}

/** Written by hand, one for each mistake that a run found. */
export const FINDINGS: readonly Finding[] = [];

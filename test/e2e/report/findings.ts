/** Something that only a real cluster showed. */
export interface Finding {
  readonly found: string;
  /** What was changed in the constructs or the documentation. */
  readonly mended: string;
  /** The unit test, the rule or the scenario that fails when it comes back. */
  readonly heldBy: string;
}

/** Written by hand, one for each mistake that a run found. */
export const FINDINGS: readonly Finding[] = [
  {
    found:
      'After a rolling restart of three ingestors, each with a copy, queries left out three seconds of samples that were all stored: ' +
      'the default deduplication, `penalty`, changes over to another copy late',
    mended:
      'docs/hashring.md and `deduplication` of the querier say so, and when `chain` is right. `penalty` stays the default, as pairs of Prometheus need it',
    heldBy: 'scenario `replication`, which reads by `chain`',
  },
];

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
      'A store gateway with a short `syncInterval` and a caching bucket found new blocks after five minutes: the caching bucket keeps the list of blocks that long.',
    mended: 'Warned of by rule THANOS-565, and said of `syncInterval`.',
    heldBy: 'THANOS-565; scenario caches',
  },
];

/** A mistake of the list that rules 001 to 050 are numbered by, which nobody can make with this library. */
export interface ImpossibleMistake {
  /** Its number in the list. */
  readonly mistake: number;
  readonly title: string;
  /** `types`: it does not compile. `design`: no option leads to it. */
  readonly because: 'types' | 'design';
  /** What excludes it. */
  readonly how: string;
  readonly sources: readonly string[];
}

export const IMPOSSIBLE: readonly ImpossibleMistake[] = [];

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

export const IMPOSSIBLE: readonly ImpossibleMistake[] = [
  {
    mistake: 48,
    title: 'Names are cut off, and with them the number of the shard',
    because: 'design',
    how: 'No name is ever cut off: one that is too long is refused, with the shard in it. In manifests of others, the shards are then objects of one name, which THANOS-101 finds.',
    sources: ['https://github.com/bitnami/charts/issues/7049'],
  },
];

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
    mistake: 32,
    title: 'A ServiceAccount of workload identity has no federated credential',
    because: 'design',
    how: 'Credentials are in Azure, where no manifest shows them. cdk8s-thanos azure-roles federated prints one for each ServiceAccount of the fleet, from the same constructs; and pods try workload identity alone, so that a missing one is seen at once.',
    sources: ['https://azure.github.io/azure-workload-identity/docs/topics/federated-identity-credential.html'],
  },
];

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
    mistake: 29,
    title: 'A stateless ruler among the endpoints of a querier',
    because: 'types',
    how: 'A querier takes an `IStoreApi`, and ThanosStatelessRuler is none: its series are found where receive keeps them. In manifests of others it does no harm, so no rule looks for it: such a ruler answers with its rules, and says that it has no series.',
    sources: [
      'https://github.com/thanos-community/helm-charts/pull/209',
      'https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/rule.go',
    ],
  },
  {
    mistake: 46,
    title: 'A claim template, a selector or a serviceName that changes, which Kubernetes refuses',
    because: 'design',
    how: 'Names, selectors and claim templates come only from the names of stack and component and from the options for storage; no other option and no upgrade of the library changes them. A change of those is one between two states of the manifests, so no rule about one state can see it: `cdk8s-thanos diff` does (docs/consequences.md).',
    sources: ['https://github.com/bitnami/charts/issues/29763'],
  },
  {
    mistake: 48,
    title: 'Names are cut off, and with them the number of the shard',
    because: 'design',
    how: 'No name is ever cut off: one that is too long is refused, with the shard in it. In manifests of others, the shards are then objects of one name, which THANOS-101 finds.',
    sources: ['https://github.com/bitnami/charts/issues/7049'],
  },
  {
    mistake: 50,
    title: 'Caches, buckets or hashrings written as free text, with a typing error that Thanos finds at start',
    because: 'types',
    how: 'Each is an object whose keys and units the compiler knows, and the library writes the file. Files of others are read back by rules 055 and 056.',
    sources: ['https://github.com/bitnami/charts/issues/17035', 'https://github.com/bitnami/charts/issues/16046'],
  },
  {
    mistake: 32,
    title: 'A ServiceAccount of workload identity has no federated credential',
    because: 'design',
    how: 'Credentials are in Azure, where no manifest shows them. cdk8s-thanos azure-roles federated prints one for each ServiceAccount of the fleet, from the same constructs; and pods try workload identity alone, so that a missing one is seen at once.',
    sources: ['https://azure.github.io/azure-workload-identity/docs/topics/federated-identity-credential.html'],
  },
];

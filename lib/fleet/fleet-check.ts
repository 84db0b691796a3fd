import type { IConstruct } from 'constructs';
import type { Problem } from '../validation/problem';

/** What later constructs are compared with, once the tree of this one is forgotten. */
export interface Fact {
  readonly cluster: string;
  readonly path: string;
  /** What the construct has, as text. */
  readonly value: string;
}

/** Something that constructs of a fleet have to share, or that only one may have. */
export interface FleetCheck {
  /**
   * What this construct has; nothing where the check is not about it. Each is compared with that of the first construct which has the
   * same key, which is the value itself where no two may have the same.
   */
  facts(construct: IConstruct): readonly { readonly value: string; readonly key?: string }[];
  /** What is wrong with it beside the first one. */
  compare(own: Fact, first: Fact): Problem | undefined;
}

/** For what is seen in the manifests of one cluster, or is right there. */
export function unlessInOneCluster(compare: (own: Fact, first: Fact) => Problem): FleetCheck['compare'] {
  return (own, first) => (own.cluster === first.cluster ? undefined : compare(own, first));
}

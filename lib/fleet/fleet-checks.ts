import type { IConstruct } from 'constructs';
import { PrometheusBase } from '../prometheus/prometheus-base';
import { ThanosCompactor } from '../thanos/compactor';
import { type FoundProblem, type Problem, problemFound } from '../validation/problem';
import type { Cluster } from './cluster';

/** Where a construct is, once its tree is forgotten. */
interface Place {
  readonly cluster: string;
  readonly path: string;
}

/** Something that only one construct of a fleet may have. */
interface FleetCheck {
  /** What this construct has, as text that others are compared with; nothing where the check is not about it. */
  key(construct: IConstruct): string | undefined;
  /** What is wrong when the construct at `first` has it too; nothing where the two are free to share it. */
  clash(key: string, own: Place, first: Place): Problem | undefined;
}

/** Series of two clusters with the same labels become one in Thanos. */
const sameLabels: FleetCheck = {
  key: (construct) =>
    construct instanceof PrometheusBase ? JSON.stringify(Object.entries(construct.externalLabels).sort()) : undefined,
  clash: (key, own, first) =>
    own.cluster === first.cluster
      ? undefined
      : {
          what: `The external labels ${key} are also those of ${first.path} in cluster ${first.cluster}, so nobody can tell their series apart`,
          fix: 'Leave the label cluster as it is, or give one of them another value',
        },
};

/** Two compactors at work on the same blocks destroy them. */
const sameBuckets: FleetCheck = {
  key: (construct) =>
    construct instanceof ThanosCompactor && construct.selector.length === 0
      ? construct.bucket?.objstore.address
      : undefined,
  clash: (key, _, first) => ({
    rule: 'THANOS-018',
    what: `Bucket ${key} already has a compactor, ${first.path} in cluster ${first.cluster}, and two at work on the same blocks destroy them`,
    fix: 'Give each stack a container or a prefix of its own, or each compactor a selector',
  }),
};

const CHECKS: readonly FleetCheck[] = [sameLabels, sameBuckets];

/**
 * Finds what is wrong between clusters that are each right. It looks at one after the other, and keeps of each no more than what the
 * next ones are compared with. A problem belongs to the later construct, so it is suppressed there.
 */
export class FleetComparison {
  private readonly seen = CHECKS.map((check) => ({ check, first: new Map<string, Place>() }));

  /** What a cluster has that one before it has too. */
  add(cluster: Cluster): FoundProblem[] {
    return cluster.node.findAll().flatMap((construct) =>
      this.seen.flatMap(({ check, first }) => {
        const key = check.key(construct);
        if (key === undefined) return [];
        const own: Place = { cluster: cluster.name, path: construct.node.path };
        const earlier = first.get(key);
        if (!earlier) first.set(key, own);
        const problem = earlier && check.clash(key, own, earlier);
        return problem ? [problemFound(construct, problem)] : [];
      }),
    );
  }
}

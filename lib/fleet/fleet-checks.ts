import type { Construct, IConstruct } from 'constructs';
import { PrometheusBase } from '../prometheus/prometheus-base';
import { ThanosCompactor } from '../thanos/compactor';
import { type FoundProblem, problemFound } from '../validation/problem';
import { repeated } from '../values/repeated';
import type { Cluster } from './cluster';

/** What is wrong between clusters that are each right. */
export function fleetProblems(clusters: readonly Cluster[]): FoundProblem[] {
  return [...sameNames(clusters), ...sameLabels(clusters), ...sameBuckets(clusters)];
}

interface Found<T> {
  readonly cluster: string;
  readonly construct: T;
}

function sameNames(clusters: readonly Cluster[]): FoundProblem[] {
  const names = new Set(repeated(clusters.map(({ name }) => name)));
  return clusters
    .filter(({ name }) => names.delete(name))
    .map((cluster) =>
      problemFound(cluster, {
        rule: 'THANOS-603',
        what: `The fleet has two clusters called "${cluster.name}", and one folder for both`,
        fix: 'Give one of them another name',
      }),
    );
}

/** Series of two clusters with the same labels become one in Thanos. */
function sameLabels(clusters: readonly Cluster[]): FoundProblem[] {
  const labels = ({ externalLabels }: PrometheusBase) => JSON.stringify(Object.entries(externalLabels).sort());
  return clashes(
    all(clusters, (each) => (each instanceof PrometheusBase ? each : undefined)),
    labels,
  )
    .filter(([first, second]) => first.cluster !== second.cluster)
    .map(([first, second]) =>
      problemFound(second.construct, {
        rule: 'THANOS-016',
        what: `The external labels ${labels(second.construct)} are also those of ${first.construct.node.path} in cluster ${first.cluster}, so nobody can tell their series apart`,
        fix: 'Leave the label cluster as it is, or give one of them another value',
      }),
    );
}

/** Two compactors at work on the same blocks destroy them. */
function sameBuckets(clusters: readonly Cluster[]): FoundProblem[] {
  const whole = all(clusters, (each) =>
    each instanceof ThanosCompactor && each.selector.length === 0 ? each : undefined,
  );
  return clashes(whole, ({ bucket }) => bucket?.objstore.address).map(([first, second]) =>
    problemFound(second.construct, {
      rule: 'THANOS-310',
      what: `Bucket ${second.construct.bucket?.objstore.address} already has a compactor, ${first.construct.node.path} in cluster ${first.cluster}, and two at work on the same blocks destroy them`,
      fix: 'Give each stack a container or a prefix of its own, or each compactor a selector',
    }),
  );
}

/** What `pick` finds among the constructs of all clusters. */
function all<T extends Construct>(
  clusters: readonly Cluster[],
  pick: (construct: IConstruct) => T | undefined,
): Found<T>[] {
  return clusters.flatMap(({ name, node }) =>
    node.findAll().flatMap((each) => {
      const construct = pick(each);
      return construct ? [{ cluster: name, construct }] : [];
    }),
  );
}

/** Each construct whose key an earlier one has, with that one. */
function clashes<T>(found: readonly Found<T>[], key: (construct: T) => string | undefined): [Found<T>, Found<T>][] {
  const first = new Map<string, Found<T>>();
  const clashing: [Found<T>, Found<T>][] = [];
  for (const each of found) {
    const value = key(each.construct);
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (earlier) clashing.push([earlier, each]);
    else first.set(value, each);
  }
  return clashing;
}

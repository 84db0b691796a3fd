import type { Construct, IConstruct } from 'constructs';
import { ExposedRoute } from '../exposure/exposed-route';
import { PrometheusBase } from '../prometheus/prometheus-base';
import { ThanosCompactor } from '../thanos/compactor';
import { IngestingReceiver } from '../thanos/receive/ingesting-receiver';
import { type FoundProblem, problemFound } from '../validation/problem';
import { repeated } from '../values/repeated';
import type { Cluster } from './cluster';

/** What is wrong between clusters that are each right. */
export function fleetProblems(clusters: readonly Cluster[]): FoundProblem[] {
  const prometheuses = all(clusters, (each) => (each instanceof PrometheusBase ? each : undefined));
  const routes = all(clusters, (each) => (each instanceof ExposedRoute ? each : undefined));
  return [
    ...sameNames(clusters),
    ...sameLabels(prometheuses),
    ...labelScheme(prometheuses),
    ...sameHosts(routes),
    ...unknownHosts(prometheuses, routes),
    ...sameBuckets(clusters),
    ...sameBlockLabels(clusters),
  ];
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
function sameLabels(prometheuses: readonly Found<PrometheusBase>[]): FoundProblem[] {
  const labels = ({ externalLabels }: PrometheusBase) => JSON.stringify(Object.entries(externalLabels).sort());
  return clashes(prometheuses, labels)
    .filter(([first, second]) => first.cluster !== second.cluster)
    .map(([first, second]) =>
      problemFound(second.construct, {
        rule: 'THANOS-016',
        what: `The external labels ${labels(second.construct)} are also those of ${first.construct.node.path} in cluster ${first.cluster}, so nobody can tell their series apart`,
        fix: 'Leave the label cluster as it is, or give one of them another value',
      }),
    );
}

/** A label that most have, and some lack; or that few have, and most lack. */
function labelScheme(prometheuses: readonly Found<PrometheusBase>[]): FoundProblem[] {
  const holders = new Map<string, Found<PrometheusBase>[]>();
  for (const each of prometheuses) {
    for (const name of Object.keys(each.construct.externalLabels)) {
      const others = holders.get(name);
      if (others) others.push(each);
      else holders.set(name, [each]);
    }
  }
  return [...holders].flatMap(([name, having]) => {
    const lacking = prometheuses.length - having.length;
    if (lacking === 0) return [];
    if (having.length < lacking) {
      return having.map(({ construct }) =>
        problemFound(construct, {
          rule: 'THANOS-606',
          what: `externalLabels has ${name}, which ${lacking} others of this fleet lack: what asks for it misses them`,
          fix: `Give all clusters the label ${name}, or none`,
        }),
      );
    }
    return prometheuses
      .filter(({ construct }) => !Object.hasOwn(construct.externalLabels, name))
      .map(({ construct }) =>
        problemFound(construct, {
          rule: 'THANOS-606',
          what: `externalLabels lacks ${name}, which ${having.length} others of this fleet have, such as cluster ${having[0]?.cluster}: what asks for it misses this cluster`,
          fix: `Add ${name}, or leave it out everywhere`,
        }),
      );
  });
}

/** A host leads to one cluster. */
function sameHosts(routes: readonly Found<ExposedRoute>[]): FoundProblem[] {
  return clashes(routes, ({ host }) => host)
    .filter(([first, second]) => first.cluster !== second.cluster)
    .map(([first, second]) =>
      problemFound(second.construct, {
        rule: 'THANOS-605',
        what: `Host ${second.construct.host} is also that of ${first.construct.node.path} in cluster ${first.cluster}, and its DNS record leads to one of the two`,
        fix: 'Give the exposure of each cluster a domain of its own',
      }),
    );
}

/**
 * A remote write to a sibling of a host that the fleet exposes: `recieve.<domain>` beside `receive.<domain>`. Receivers in other
 * domains are somebody else's, of which nothing is known here.
 */
function unknownHosts(
  prometheuses: readonly Found<PrometheusBase>[],
  routes: readonly Found<ExposedRoute>[],
): FoundProblem[] {
  const hosts = new Set(routes.map(({ construct }) => construct.host));
  const domains = new Map([...hosts].map((host) => [domainOf(host), host] as const));
  domains.delete(undefined);
  return prometheuses.flatMap(({ construct }) =>
    construct.remoteWriteUrls.flatMap((given) => {
      const url = URL.canParse(given) ? new URL(given) : undefined;
      const sibling = url && domains.get(domainOf(url.hostname));
      if (!url?.pathname.endsWith('/api/v1/receive') || sibling === undefined || hosts.has(url.hostname)) return [];
      return [
        problemFound(construct, {
          rule: 'THANOS-607',
          what: `remoteWrite goes to ${url.hostname}, which no stack of this fleet exposes, unlike ${sibling} in the same domain`,
          fix: 'Give thanos.remoteWrite of the stack in place of a URL, or suppress this where another program exposes the host',
        }),
      ];
    }),
  );
}

/** What a host is below; nothing for a name directly below a top-level domain. */
function domainOf(host: string): string | undefined {
  const domain = host.slice(host.indexOf('.') + 1);
  return domain.includes('.') ? domain : undefined;
}

/** Blocks of two receivers with the same labels overlap. Those of one cluster are seen in its manifests. */
function sameBlockLabels(clusters: readonly Cluster[]): FoundProblem[] {
  const receivers = all(clusters, (each) => (each instanceof IngestingReceiver ? each : undefined));
  return clashes(receivers, ({ bucket, identity, externalLabels }) => {
    const address = bucket?.objstore.address;
    return address && JSON.stringify([address, identity.name, Object.entries(externalLabels).sort()]);
  })
    .filter(([first, second]) => first.cluster !== second.cluster)
    .map(([first, second]) =>
      problemFound(second.construct, {
        rule: 'THANOS-311',
        what: `Its blocks have the same external labels as those of ${first.construct.node.path} in cluster ${first.cluster}, and go into the same bucket: where they hold the same tenant, they overlap, and the compactor halts`,
        fix: "Give each an external label of its own, for example externalLabels: { receive_cluster: 'west' }",
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

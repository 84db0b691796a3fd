import { ExposedRoute } from '../exposure/exposed-route';
import { PrometheusBase } from '../prometheus/prometheus-base';
import { ThanosCompactor } from '../thanos/compactor';
import { IngestingReceiver } from '../thanos/receive/ingesting-receiver';
import { sharedBlockLists, sharedResponses } from './cache-checks';
import { Cluster } from './cluster';
import { type FleetCheck, unlessInOneCluster } from './fleet-check';

/** Series of two clusters with the same labels become one in Thanos. */
const sameLabels: FleetCheck = {
  facts: (construct) => (construct instanceof PrometheusBase ? [{ value: labelsText(construct.externalLabels) }] : []),
  compare: unlessInOneCluster((own, first) => ({
    rule: 'THANOS-016',
    what: `The external labels ${own.value} are also those of ${first.path} in cluster ${first.cluster}, so nobody can tell their series apart`,
    fix: 'Leave the label cluster as it is, or give one of them another value',
  })),
};

/** A label that some have, and others lack. */
const labelScheme: FleetCheck = {
  facts: (construct) =>
    construct instanceof PrometheusBase
      ? [{ key: 'names of labels', value: Object.keys(construct.externalLabels).sort().join(', ') }]
      : [],
  compare: (own, first) =>
    own.value === first.value
      ? undefined
      : {
          rule: 'THANOS-606',
          what: `externalLabels has ${own.value}, and that of ${first.path} in cluster ${first.cluster} has ${first.value}: what asks for a label misses the clusters that lack it`,
          fix: 'Give all clusters labels of the same names; new Fleet({ externalLabels: […] }) makes the compiler ask for them',
        },
};

/** A host leads to one cluster. */
const sameHosts: FleetCheck = {
  facts: (construct) => (construct instanceof ExposedRoute ? [{ value: construct.host }] : []),
  compare: unlessInOneCluster((own, first) => ({
    rule: 'THANOS-605',
    what: `Host ${own.value} is also that of ${first.path} in cluster ${first.cluster}, and its DNS record leads to one of the two`,
    fix: 'Give the exposure of each cluster a domain of its own',
  })),
};

/** Blocks of two receivers with the same labels overlap. Those of one cluster are seen in its manifests. */
const sameBlockLabels: FleetCheck = {
  facts: (construct) => {
    if (!(construct instanceof IngestingReceiver)) return [];
    const { bucket, identity, externalLabels } = construct;
    const address = bucket?.objstore.address;
    return address ? [{ value: JSON.stringify([address, identity.name, Object.entries(externalLabels).sort()]) }] : [];
  },
  compare: unlessInOneCluster((_, first) => ({
    rule: 'THANOS-311',
    what: `Its blocks have the same external labels as those of ${first.path} in cluster ${first.cluster}, and go into the same bucket: where they hold the same tenant, they overlap, and the compactor halts`,
    fix: "Give each an external label of its own, for example externalLabels: { receive_cluster: 'west' }",
  })),
};

/** Two compactors at work on the same blocks destroy them. */
const sameBuckets: FleetCheck = {
  facts: (construct) => {
    const whole = construct instanceof ThanosCompactor && construct.selector.length === 0;
    const address = whole ? construct.bucket?.objstore.address : undefined;
    return address ? [{ value: address }] : [];
  },
  compare: ({ value }, first) => ({
    rule: 'THANOS-018',
    what: `Bucket ${value} already has a compactor, ${first.path} in cluster ${first.cluster}, and two at work on the same blocks destroy them`,
    fix: 'Give each stack a container or a prefix of its own, or each compactor a selector',
  }),
};

/** A token names its issuer, and no cluster. */
const sameIssuers: FleetCheck = {
  facts: (construct) =>
    construct instanceof Cluster && construct.oidcIssuer !== undefined
      ? [{ value: construct.oidcIssuer.replace(/\/$/, '') }]
      : [],
  compare: ({ value }, first) => ({
    rule: 'THANOS-221',
    what: `oidcIssuer ${value} is also that of cluster ${first.cluster}, and nobody can tell their tokens apart: each could write as the other, whatever their ServiceAccounts are called`,
    fix: 'Write what this prints for each: az aks show -g GROUP -n CLUSTER --query oidcIssuerProfile.issuerUrl -o tsv',
  }),
};

/** A token of Entra names an identity, and no cluster. */
const sameIdentities: FleetCheck = {
  facts: (construct) =>
    construct instanceof Cluster && construct.entraClientId !== undefined
      ? [{ value: construct.entraClientId.toLowerCase() }]
      : [],
  compare: ({ value }, first) => ({
    rule: 'THANOS-241',
    what: `entraClientId ${value} is also that of cluster ${first.cluster}, and nobody can tell their tokens apart: each could write as the other`,
    fix: 'Give each cluster a managed identity of its own: az identity create',
  }),
};

/** What is wrong between clusters, though each is right by itself. */
export const FLEET_CHECKS: readonly FleetCheck[] = [
  sameLabels,
  labelScheme,
  sameHosts,
  sameBlockLabels,
  sameBuckets,
  sameIssuers,
  sameIdentities,
  sharedResponses,
  sharedBlockLists,
];

/** `cluster="west", datacenter="westeu"`, as PromQL writes them. */
function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
}

import { workloadsAt } from '../../address';
import { replicaLabels } from '../../external-labels';
import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { remoteWritersOf } from '../../remote-writer';
import type { ThanosProcess } from '../../thanos-process';
import { asList, asNumber, asText, at } from '../../value';
import type { Workload } from '../../workload';

export const unknownReplicaLabel: ManifestRule = {
  rule: 'THANOS-015',
  check: (cluster) => {
    const queriers = cluster.running('query').map((process) => ({ process, read: workloadsRead(cluster, process) }));
    // Who is asked by another querier may leave deduplication to that one.
    const leaves = new Set(
      queriers.flatMap(({ process, read }) => [...read].filter((each) => each !== process.workload)),
    );
    return queriers
      .filter(({ process }) => !leaves.has(process.workload))
      .flatMap(({ process, read }) => missingLabels(cluster, process, read));
  },
};

function missingLabels(cluster: Inventory, query: ThanosProcess, read: ReadonlySet<Workload>): Finding[] {
  const known = new Set((query.flags.get('query.replica-label') ?? []).flatMap((list) => list.split(',')));
  if ([...known].some((label) => label.includes('$('))) return [];
  const missing = [...processReplicas(cluster, read), ...prometheusReplicas(cluster, read)].filter(
    ({ labels }) => labels.length > 0 && !labels.some((label) => known.has(label)),
  );
  const labels = [...new Set(missing.map(({ labels: [label = ''] }) => label))];
  if (labels.length === 0) return [];
  return [
    {
      object: query.workload.object,
      what: `It asks for series with the replica label ${labels.join(', ')}, by which it does not deduplicate: they would show, and be counted, once per replica`,
      fix: `Give the querier ${labels.map((label) => `--query.replica-label=${label}`).join(' ')}`,
      related: missing.map(({ object }) => object),
    },
  ];
}

interface Replicated {
  readonly object: KubernetesObject;
  /** Any of them tells the replicas apart. */
  readonly labels: readonly string[];
}

/** Receivers and rulers of which there are several. */
function processReplicas(cluster: Inventory, read: ReadonlySet<Workload>): Replicated[] {
  return [...cluster.running('receive'), ...cluster.running('rule')]
    .filter(({ workload }) => read.has(workload) && (workload.replicas ?? 1) > 1)
    .map((process) => ({ object: process.workload.object, labels: replicaLabels(process) }));
}

/** Prometheus of which there are several, where they write to receivers that the querier reads. */
function prometheusReplicas(cluster: Inventory, read: ReadonlySet<Workload>): Replicated[] {
  return remoteWritersOf(cluster).flatMap(({ object, receivers }): Replicated[] => {
    const label = asText(at(object, 'spec', 'replicaExternalLabelName')) ?? 'prometheus_replica';
    if ((asNumber(at(object, 'spec', 'replicas')) ?? 1) < 2 || label === '') return [];
    const written = receivers.flatMap(({ process, mode, rings }) => [
      ...(mode === 'router' ? [] : [process.workload]),
      ...rings.flatMap(({ entries }) => entries.flatMap(({ destination }) => destination?.workloads ?? [])),
    ]);
    return written.some((workload) => read.has(workload)) ? [{ object, labels: [label] }] : [];
  });
}

/** The workloads behind a querier's endpoints, as far as they are made here. */
function workloadsRead(cluster: Inventory, query: ThanosProcess): ReadonlySet<Workload> {
  const listed = asList(at(query.config('endpoint.sd-config'), 'endpoints')).map((endpoint) => at(endpoint, 'address'));
  const addresses = [...ENDPOINT_FLAGS.flatMap((flag) => query.flags.get(flag) ?? []), ...listed];
  return new Set(addresses.flatMap((address) => workloadsAt(cluster, asText(address) ?? '', query.workload.namespace)));
}

const ENDPOINT_FLAGS = ['endpoint', 'endpoint-strict', 'endpoint-group', 'endpoint-group-strict', 'store'];

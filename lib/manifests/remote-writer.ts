import type { Inventory } from './inventory';
import { type KubernetesObject, namespaceOf } from './kubernetes-object';
import { type Receiver, receiversIn, receiversOf } from './receiver';
import { destinationOf } from './service-address';
import { asList, asText, asTexts, at } from './value';

/** A remote write of a Prometheus or a PrometheusAgent, to receivers of its own cluster. */
export interface RemoteWriter {
  readonly object: KubernetesObject;
  /** Without user and password. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The receivers behind the URL. */
  readonly receivers: readonly Receiver[];
}

const writers = new WeakMap<Inventory, readonly RemoteWriter[]>();

/** The remote writes of a cluster that go to its own receivers: by a Service, or by an Ingress in front of one. */
export function remoteWritersOf(cluster: Inventory): readonly RemoteWriter[] {
  const known = writers.get(cluster) ?? find(cluster);
  writers.set(cluster, known);
  return known;
}

function find(cluster: Inventory): readonly RemoteWriter[] {
  if (receiversOf(cluster).length === 0) return [];
  const backends = ingressBackends(cluster);
  return ['Prometheus', 'PrometheusAgent'].flatMap((kind) =>
    cluster.ofKind('monitoring.coreos.com', kind).flatMap((object) =>
      asList(at(object, 'spec', 'remoteWrite')).flatMap((write): RemoteWriter[] => {
        const given = asText(at(write, 'url')) ?? '';
        if (!URL.canParse(given)) return [];
        const { protocol, host, hostname, pathname } = new URL(given);
        const behind = backends.get(hostname) ?? [{ name: hostname, namespace: namespaceOf(object) }];
        const receivers = behind.flatMap(({ name, namespace }) => {
          const destination = destinationOf(cluster, name, namespace);
          return destination ? receiversIn(cluster, destination.workloads) : [];
        });
        if (receivers.length === 0) return [];
        return [{ object, url: `${protocol}//${host}${pathname}`, headers: asTexts(at(write, 'headers')), receivers }];
      }),
    ),
  );
}

/** The Services behind each host of the cluster's Ingresses. */
function ingressBackends(cluster: Inventory): ReadonlyMap<string, readonly { name: string; namespace: string }[]> {
  const backends = new Map<string, { name: string; namespace: string }[]>();
  for (const ingress of cluster.ofKind('networking.k8s.io', 'Ingress')) {
    for (const rule of asList(at(ingress, 'spec', 'rules'))) {
      const host = asText(at(rule, 'host'));
      if (host === undefined) continue;
      const services = asList(at(rule, 'http', 'paths')).flatMap(
        (path) => asText(at(path, 'backend', 'service', 'name')) ?? [],
      );
      const found = services.map((name) => ({ name, namespace: namespaceOf(ingress) }));
      backends.set(host, [...(backends.get(host) ?? []), ...found]);
    }
  }
  return backends;
}

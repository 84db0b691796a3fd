import type { Inventory } from './inventory';
import { type KubernetesObject, specOf } from './kubernetes-object';
import { asList, asMap, asText, asTexts } from './value';

const GROUP = 'monitoring.coreos.com';

/** A `Prometheus` or `PrometheusAgent` of the operator. */
export interface PrometheusResource {
  readonly object: KubernetesObject;
  readonly agent: boolean;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly remoteWrites: readonly RemoteWriteEntry[];
}

/** One entry of `remoteWrite`. */
export interface RemoteWriteEntry {
  readonly url: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const known = new WeakMap<Inventory, readonly PrometheusResource[]>();

/** Every Prometheus and agent of a cluster that the operator runs. */
export function prometheusesOf(cluster: Inventory): readonly PrometheusResource[] {
  const read =
    known.get(cluster) ??
    [...cluster.ofKind(GROUP, 'Prometheus'), ...cluster.ofKind(GROUP, 'PrometheusAgent')].map(resource);
  known.set(cluster, read);
  return read;
}

function resource(object: KubernetesObject): PrometheusResource {
  const spec = specOf(object);
  return {
    object,
    agent: object.kind === 'PrometheusAgent',
    spec,
    externalLabels: asTexts(spec['externalLabels']),
    remoteWrites: asList(spec['remoteWrite']).map((write) => {
      const fields = asMap(write);
      return { url: asText(fields['url']) ?? '', fields };
    }),
  };
}

/** Whether a URL is one of Thanos Receive, which listens on that path alone; other receivers have other paths. */
export function isThanosReceive(url: string): boolean {
  return /\/api\/v1\/receive\/?$/.test(url);
}

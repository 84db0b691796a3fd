import type { Inventory } from './inventory';
import { asTexts, at } from './value';
import type { Workload } from './workload';

/**
 * The workloads that an address in a cluster leads to: `dnssrv+_grpc._tcp.store.thanos.svc`, `dns+store:10901`, `store-0.store.thanos.svc:10901`.
 * None where no Service of these manifests has that name.
 *
 * @param namespace where the one who asks lives
 */
export function workloadsAt(cluster: Inventory, address: string, namespace: string): readonly Workload[] {
  const name = serviceOf(address);
  if (!name) return [];
  const home = name.namespace ?? namespace;
  const selector = asTexts(at(cluster.find('', 'Service', home, name.service), 'spec', 'selector'));
  return Object.keys(selector).length === 0 ? [] : cluster.selected(home, selector);
}

function serviceOf(address: string): { readonly service: string; readonly namespace?: string } | undefined {
  const host = address
    .replace(/^dns(srv|srvnoa|dualstack)?\+/, '')
    .replace(/^https?:\/\//, '')
    .replace(/[:/].*$/s, '')
    .replace(/^(_[^.]+\.){2}/, '');
  const parts = host.split('.');
  const svc = parts.indexOf('svc');
  // A pod's own name may stand before that of its Service.
  const [service = '', namespace] = svc === 3 ? parts.slice(1) : parts;
  if (service === '' || (svc === -1 && parts.length > 2)) return undefined;
  return { service, namespace };
}

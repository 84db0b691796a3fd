import type { Inventory } from './inventory';
import { destinationOf } from './service-address';

/** A server as an address names it. */
export interface ServerAddress {
  /** A name of the cluster is `service.namespace`, or `pod.service.namespace`, however it is written. */
  readonly host: string;
  /** `undefined` where the SRV record says it. */
  readonly port: number | undefined;
  /** Where that address is the same server for all who have it. */
  readonly within: 'pod' | 'cluster' | 'everywhere';
}

const ADDRESS = /^(?:dns\w*\+)?(?:_[\w-]+\._[a-z]+\.)?([\w.-]+|\[[\da-f:.]+\])(?::(\d+))?$/i;
const OF_THE_POD = /^(localhost|127\.[\d.]+|\[::1\])$/;
/** The one name of Services that several clusters share. */
const SHARED = /\.svc\.clusterset\.local$/;

/**
 * Reads `host:port`, or what Thanos looks up: `dnssrv+_client._tcp.memcached.cache.svc`. `undefined` for anything else, such as a variable.
 *
 * @param namespace where the one who connects lives
 */
export function serverAddress(address: string, namespace: string): ServerAddress | undefined {
  const [, written, port] = ADDRESS.exec(address) ?? [];
  if (written === undefined) return undefined;
  const host = written.toLowerCase().replace(/\.$/, '');
  const at = (name: string, within: ServerAddress['within']) => ({
    host: name,
    port: port === undefined ? undefined : Number(port),
    within,
  });
  if (OF_THE_POD.test(host)) return at(host, 'pod');
  const labels = host.split('.');
  const end = labels.indexOf('svc', 2);
  if (end !== -1 && !SHARED.test(host)) return at(labels.slice(0, end).join('.'), 'cluster');
  if (labels.length > 2 || host.startsWith('[')) return at(host, 'everywhere');
  return at(labels.length === 1 ? `${host}.${namespace}` : host, 'cluster');
}

/** Whether two addresses of one cluster certainly lead to one server: by their names, or by Services that select the same pods. */
export function isSameServer(cluster: Inventory, one: ServerAddress, other: ServerAddress): boolean {
  if (one.within === 'pod' || one.within !== other.within) return false;
  if (one.port !== undefined && other.port !== undefined && one.port !== other.port) return false;
  if (one.host === other.host) return true;
  if (one.within !== 'cluster') return false;
  const [first, second] = [destinationOf(cluster, one.host, ''), destinationOf(cluster, other.host, '')];
  if (!first || !second || (first.onePod && second.onePod && first.pod !== second.pod)) return false;
  return first.workloads.some((workload) => second.workloads.includes(workload));
}

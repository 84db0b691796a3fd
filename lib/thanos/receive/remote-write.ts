import { Size } from 'cdk8s';
import type { Route } from '../../exposure/route';
import type { NetworkNode } from '../../kubernetes/network';
import { serviceHost } from '../../kubernetes/service-address';
import { milliseconds, type PrometheusDuration } from '../../values/duration';
import { REMOTE_WRITE } from '../ports';

/** The only path that clients outside need. */
export const REMOTE_WRITE_PATH = '/api/v1/receive';

/** Where receivers of this name take remote write inside of the cluster. */
export function remoteWriteUrl({ identity }: NetworkNode): string {
  return `http://${serviceHost(identity.name, identity.namespace)}:${REMOTE_WRITE.number}${REMOTE_WRITE_PATH}`;
}

/** Remote write, and nothing else, for the outside. */
export function remoteWriteRoute(
  network: NetworkNode,
  {
    forwardTimeout = '5s',
    tenantHeader,
  }: { readonly forwardTimeout?: PrometheusDuration; readonly tenantHeader: string },
): Route {
  return {
    service: network.identity.name,
    port: REMOTE_WRITE,
    paths: [{ path: REMOTE_WRITE_PATH, type: 'Exact' }],
    // A refusal for size is final: Prometheus drops the samples. This is far above what its largest batches need.
    maxBodySize: Size.mebibytes(32),
    // A receiver that waits for slow ingestors should be the one that answers.
    timeoutSeconds: Math.max(60, Math.ceil((2 * (milliseconds(forwardTimeout) ?? 0)) / 1000)),
    tenantHeader,
    network,
  };
}

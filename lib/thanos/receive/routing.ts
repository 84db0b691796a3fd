import { ANYWHERE, type NetworkNode } from '../../kubernetes/network';
import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import type { PrometheusDuration } from '../../values/duration';
import { type RelabelConfig, relabelProblems } from '../../values/relabel';
import type { FlagValue } from '../flags';
import { CAPNPROTO, GRPC } from '../ports';
import { relabelConfig } from '../relabel';
import type { Hashring, ReplicationProtocol } from './hashring';
import { hashringProblems } from './hashring-checks';
import { limitsConfig, type ReceiveLimits } from './limits';
import { limitsProblems } from './limits-checks';
import type { RouterTenancy } from './tenancy';

/** How a receiver hands series on to the pods of its hashrings. */
export interface ReceiveRoutingOptions {
  /**
   * To how many ingestors each series is written (`--receive.replication-factor`). A request succeeds once a quorum has it: 1 of 1,
   * 1 of 2, 2 of 3, 3 of 5. With 1, a single ingestor that restarts fails the requests that have series for it; clients repeat
   * them. An even number costs a copy and tolerates no more failures than the odd one below it.
   * @default 1
   */
  readonly replicationFactor?: number;
  /**
   * `capnproto` costs ingestors less CPU and memory; every receiver has to know it (`--receive.replication-protocol`).
   * @default 'protobuf'
   */
  readonly replicationProtocol?: ReplicationProtocol;
  /** How long one ingestor may take for a request (`--receive-forward-timeout`). @default '5s' */
  readonly forwardTimeout?: PrometheusDuration;
  /** Requests that are handed on to each ingestor at a time (`--receive.forward.async-workers`). @default 5 */
  readonly forwardAsyncWorkers?: number;
  /** @default - header `THANOS-TENANT` names the tenant; requests without it are `default-tenant`'s */
  readonly tenancy?: RouterTenancy;
  /** Relabelling of all series that arrive (`--receive.relabel-config-file`). @default - none */
  readonly relabel?: readonly RelabelConfig[];
  /** How much clients may write. @default - no limits */
  readonly limits?: ReceiveLimits;
}

/** Puts a configuration file into the pod, and returns its path. */
type AddConfigFile = (
  purpose: string,
  content: object,
  options?: { readonly hotReload?: boolean; readonly restartFor?: object },
) => string;

/**
 * The flags of a receiver that routes.
 *
 * @param hashringsFile path of the hashrings in the container
 */
export function routingFlags(
  options: ReceiveRoutingOptions,
  hashringsFile: string,
  addConfigFile: AddConfigFile,
): Record<string, FlagValue> {
  const { relabel, limits } = options;
  return {
    'receive.hashrings-file': hashringsFile,
    // A ConfigMap's change is a swap of links, which Thanos' watcher overlooks.
    'receive.hashrings-file-refresh-interval': '15s',
    // Of the whole process: with hashmod, each change of a ring would flush and upload all TSDBs of an all-in-one.
    'receive.hashrings-algorithm': 'ketama',
    'receive.replication-factor': options.replicationFactor,
    'receive.replication-protocol': options.replicationProtocol,
    'receive-forward-timeout': options.forwardTimeout,
    'receive.forward.async-workers': options.forwardAsyncWorkers,
    'receive.tenant-header': options.tenancy?.header,
    'receive.default-tenant-id': options.tenancy?.defaultTenant,
    'receive.split-tenant-label-name': options.tenancy?.splitLabelName,
    'receive.relabel-config-file': relabel && addConfigFile('relabel', relabelConfig(relabel)),
    'receive.limits-config-file':
      limits &&
      addConfigFile('limits', limitsConfig(limits), {
        hotReload: true,
        restartFor: limits.global && limitsConfig({ global: limits.global }),
      }),
  };
}

/** What Thanos would refuse of routing, or what would lose writes. Tenants are `tenancyProblems`'. */
export function routingProblems(options: ReceiveRoutingOptions, hashrings: readonly Hashring[]): Problem[] {
  const { replicationFactor = 1, relabel = [], limits = {} } = options;
  const impossible = numberProblems({ replicationFactor }, 1);
  return [
    ...impossible,
    ...hashringProblems(hashrings, impossible.length > 0 ? 1 : replicationFactor),
    ...numberProblems({ forwardAsyncWorkers: options.forwardAsyncWorkers }, 1),
    ...relabelProblems('relabel', relabel),
    ...limitsProblems(limits),
  ];
}

/** Records whom a receiver with these options connects to. */
export function connectRouting(
  network: NetworkNode,
  options: ReceiveRoutingOptions,
  hashrings: readonly Hashring[],
): void {
  const port = options.replicationProtocol === 'capnproto' ? CAPNPROTO : GRPC;
  for (const { ingestors } of hashrings) {
    for (const ingestor of ingestors) network.connectTo(ingestor.network, port.number);
  }
  const metaMonitoring = options.limits?.global?.metaMonitoring;
  if (metaMonitoring) network.allowTo(ANYWHERE, urlPort(metaMonitoring.url));
}

function urlPort(url: string): number {
  const [, scheme, port] = /^(\w+):\/\/[^/]*?(?::(\d+))?(?:\/|$)/.exec(url) ?? [];
  return Number(port ?? (scheme === 'https' ? 443 : 80));
}

import { type HashringConfig, type HashringEndpoint, hashringsOf } from './hashring';
import type { Inventory } from './inventory';
import { type Destination, destinationOf, hostAndPort } from './service-address';
import type { ThanosProcess } from './thanos-process';

/** What a receiver does, as Thanos derives it from its flags. */
export type ReceiveMode = 'router' | 'ingestor' | 'both';

/** A member of a hashring, and what is behind its address here. */
export interface RingEntry extends HashringEndpoint {
  /** `undefined` where the address is not of this cluster, or cannot be read. */
  readonly destination: Destination | undefined;
  readonly port: number | undefined;
}

/** A hashring with what is behind its addresses. */
export interface Ring extends HashringConfig {
  readonly entries: readonly RingEntry[];
}

/** A container that runs `thanos receive`. */
export interface Receiver {
  readonly process: ThanosProcess;
  readonly mode: ReceiveMode;
  /** None where it has none, or where they cannot be read from the manifests. */
  readonly rings: readonly Ring[];
  /** `undefined` where the flag is no number. */
  readonly replicationFactor: number | undefined;
  /** Whether it hands series on by Cap'n Proto. */
  readonly capnproto: boolean;
}

/** The ports that a receiver listens at. */
export interface ReceiverPorts {
  readonly grpc: number;
  readonly http: number;
  readonly remoteWrite: number;
  readonly capnproto: number;
}

const receivers = new WeakMap<Inventory, readonly Receiver[]>();

/** The receivers of a cluster. */
export function receiversOf(cluster: Inventory): readonly Receiver[] {
  const known = receivers.get(cluster) ?? cluster.running('receive').map((process) => receiver(cluster, process));
  receivers.set(cluster, known);
  return known;
}

function receiver(cluster: Inventory, process: ThanosProcess): Receiver {
  const factor = Number(process.flag('receive.replication-factor') ?? 1);
  return {
    process,
    mode: modeOf(process),
    rings: hashringsOf(process).map((ring) => ({
      ...ring,
      entries: ring.endpoints.map((endpoint) => {
        const address = hostAndPort(endpoint.address);
        const destination = address && destinationOf(cluster, address.host, process.workload.namespace);
        return { ...endpoint, destination, port: address?.port };
      }),
    })),
    replicationFactor: Number.isInteger(factor) ? factor : undefined,
    capnproto: process.flag('receive.replication-protocol') === 'capnproto',
  };
}

/** Without hashrings it writes what it gets; without an endpoint of its own it writes nothing. */
function modeOf(process: ThanosProcess): ReceiveMode {
  if (!process.flag('receive.hashrings') && !process.flag('receive.hashrings-file')) return 'ingestor';
  return process.flag('receive.local-endpoint') ? 'both' : 'router';
}

/** The receivers of a workload. */
export function receiversIn(cluster: Inventory, workloads: Destination['workloads']): readonly Receiver[] {
  return receiversOf(cluster).filter(({ process }) => workloads.includes(process.workload));
}

/** The ports of a receiver. */
export function receiverPorts(process: ThanosProcess): ReceiverPorts {
  const port = (flag: string, standard: number) => Number(/:(\d+)$/.exec(process.flag(flag) ?? '')?.[1] ?? standard);
  return {
    grpc: port('grpc-address', 10901),
    http: port('http-address', 10902),
    remoteWrite: port('remote-write.address', 19291),
    capnproto: port('receive.capnproto-address', 19391),
  };
}

/** Where Thanos sends what it replicates by Cap'n Proto to a member of a hashring. */
export function capnprotoAddress({ address, capnprotoAddress }: HashringEndpoint): string {
  return capnprotoAddress ?? `${address.split(':', 1)[0]}:19391`;
}

/** The port of that address. */
export function capnprotoPort(endpoint: HashringEndpoint): number | undefined {
  const port = /:(\d+)$/.exec(capnprotoAddress(endpoint))?.[1];
  return port === undefined ? undefined : Number(port);
}

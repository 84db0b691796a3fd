import { MOST_PODS } from '../../kubernetes/availability';
import type { Identity } from '../../kubernetes/identity';
import type { NetworkNode } from '../../kubernetes/network';
import { podHost } from '../../kubernetes/service-address';
import type { GrpcCertificate } from '../grpc-certificate';
import { CAPNPROTO, GRPC } from '../ports';
import type { ThanosReceiveIngestor } from './ingestor';

/** Pods that a hashring writes to. */
export interface RingMember {
  readonly identity: Identity;
  readonly headlessServiceName: string;
  /** How many pods run. */
  readonly replicas: number;
  /** How many of them, counted from the first, the hashring writes to. */
  readonly ringReplicas: number;
  readonly zone?: string;
  readonly minReadySeconds: number;
  /** What it shows to who writes to it by gRPC. @default - nothing, and connections are in plaintext */
  readonly grpcCertificate?: GrpcCertificate;
  readonly network: NetworkNode;
}

/** Which tenants a hashring is for, and how it divides their series. */
export interface HashringOptions {
  /** The hashring's name, in metrics and in the names of its objects. */
  readonly name: string;
  /**
   * Tenants whose series it takes. The first hashring that knows a tenant takes its series; a tenant that none knows is refused
   * with an error that clients repeat for ever, so let the last one be without `tenants`.
   * @default - every tenant that no hashring before it takes
   */
  readonly tenants?: readonly string[];
  /** Whether `tenants` are names or patterns such as `team-*`. @default 'exact' */
  readonly tenantMatcher?: 'exact' | 'glob';
  /**
   * How series are divided: `ketama` moves few of them when the ring changes, and knows zones; `hashmod` moves nearly all.
   * @default 'ketama'
   */
  readonly algorithm?: 'ketama' | 'hashmod';
}

/** A hashring and the pods in it, as routers write to them. */
export interface Hashring<Member extends RingMember = RingMember> extends HashringOptions {
  readonly ingestors: readonly Member[];
}

/** A hashring of ingestors. */
export interface ReceiveHashring extends Hashring<ThanosReceiveIngestor> {}

/** How receivers replicate to each other. */
export type ReplicationProtocol = 'protobuf' | 'capnproto';

/** The address of a pod, exactly as hashrings have it. `pod` is a name, or a variable that holds one. */
export function ringAddress(member: RingMember, pod: string): string {
  return `${podHost(pod, member.headlessServiceName, member.identity.namespace)}:${GRPC.number}`;
}

/** Whether a hashring has a pod to write to. One that is new, or about to go, has none yet or none any more. */
export function isWrittenTo({ ingestors }: Hashring): boolean {
  return ingestors.some(({ ringReplicas }) => ringReplicas > 0);
}

/**
 * The hashrings as Thanos parses them. It reads the file again while it runs, and ends with one that has no endpoint: such a hashring
 * is left out, and its tenants are those of the next that takes them.
 *
 * @see https://thanos.io/tip/components/receive.md/#hashring-configuration
 */
export function hashringConfig(hashrings: readonly Hashring[], protocol: ReplicationProtocol): object[] {
  return hashrings.filter(isWrittenTo).map(({ name, tenants, tenantMatcher, algorithm, ingestors }) => ({
    hashring: name,
    tenants,
    tenant_matcher_type: tenantMatcher,
    algorithm: algorithm ?? 'ketama',
    endpoints: ingestors.flatMap((member) => ringEndpoints(member, protocol)),
  }));
}

function ringEndpoints(member: RingMember, protocol: ReplicationProtocol): object[] {
  const { identity, headlessServiceName, ringReplicas, zone } = member;
  const length = ringReplicas >= 0 && ringReplicas <= MOST_PODS ? ringReplicas : 0;
  return Array.from({ length }, (_, ordinal) => {
    const pod = `${identity.name}-${ordinal}`;
    return {
      address: ringAddress(member, pod),
      capnproto_address:
        protocol === 'capnproto'
          ? `${podHost(pod, headlessServiceName, identity.namespace)}:${CAPNPROTO.number}`
          : undefined,
      az: zone,
    };
  });
}

/** How many replicas of a series have to be written before a request succeeds. With two, Thanos is content with one. */
export function writeQuorum(replicationFactor: number): number {
  return replicationFactor === 2 ? 1 : Math.floor(replicationFactor / 2) + 1;
}

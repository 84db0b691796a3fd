import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Identity } from './identity';

/** Who is at the other end of a connection. */
export type Peer =
  | { readonly namespace: string; readonly pods?: Readonly<Record<string, string>> }
  | { readonly cidr: string; readonly except?: readonly string[] };

const EVERY_ADDRESS = '0.0.0.0/0';

/** Any address, inside and outside of the cluster. */
export const ANYWHERE: Peer = { cidr: EVERY_ADDRESS };

interface Connection {
  readonly peer: Peer;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/**
 * One end of the wiring: the pods of a component, who may connect to them and whom they connect to. Constructs record their
 * connections here as they are handed to each other; a NetworkPolicy says just that and nothing more.
 */
export class NetworkNode {
  private readonly inbound: Connection[] = [];
  private readonly outbound: Connection[] = [];

  constructor(readonly identity: Identity) {}

  /** These pods, as a peer of others. */
  get peer(): Peer {
    return { namespace: this.identity.namespace, pods: this.identity.selector };
  }

  /** Lets `peer` connect to a port of these pods. */
  allowFrom(peer: Peer, port: number): void {
    this.inbound.push({ peer, port, protocol: 'TCP' });
  }

  /** Lets these pods connect to a port of `peer`. */
  allowTo(peer: Peer, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): void {
    this.outbound.push({ peer, port, protocol });
  }

  /** Lets these pods connect to a port of other pods, and opens that port there. */
  connectTo(server: NetworkNode, port: number): void {
    this.allowTo(server.peer, port);
    server.allowFrom(this.peer, port);
  }

  /** The policy's rules, as wired when the app is synthesised. */
  rules(): { ingress: k8s.NetworkPolicyIngressRule[]; egress: k8s.NetworkPolicyEgressRule[] } {
    return {
      ingress: byPeer(this.inbound).map(([peer, ports]) => ({ from: policyPeers(peer), ports })),
      egress: byPeer(this.outbound).map(([peer, ports]) => ({ to: policyPeers(peer), ports })),
    };
  }
}

const CLUSTER_DNS: Peer = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
/** NodeLocal DNSCache and AKS' LocalDNS answer on a link-local address of the node, which no pod selector matches. */
const NODE_LOCAL_DNS: Peer = { cidr: '169.254.0.0/16' };

/** A NetworkPolicy that allows exactly the recorded connections of a component's pods, and name resolution. */
export function networkPolicy(scope: Construct, node: NetworkNode): k8s.KubeNetworkPolicy {
  for (const dns of [CLUSTER_DNS, NODE_LOCAL_DNS]) {
    node.allowTo(dns, 53, 'UDP');
    node.allowTo(dns, 53);
  }
  const { name, labels, selector } = node.identity;
  return new k8s.KubeNetworkPolicy(scope, 'network-policy', {
    metadata: { name, labels },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: Lazy.any({ produce: () => node.rules().ingress }),
      egress: Lazy.any({ produce: () => node.rules().egress }),
    },
  });
}

/** Ports grouped by peer, without repetition, in the order in which they were wired. */
function byPeer(connections: readonly Connection[]): [Peer, k8s.NetworkPolicyPort[]][] {
  const groups = new Map<string, [Peer, Map<string, k8s.NetworkPolicyPort>]>();
  for (const { peer, port, protocol } of connections) {
    const key = JSON.stringify(peer);
    const group = groups.get(key) ?? [peer, new Map()];
    group[1].set(`${protocol}/${port}`, { protocol, port: k8s.IntOrString.fromNumber(port) });
    groups.set(key, group);
  }
  return [...groups.values()].map(([peer, ports]) => [peer, [...ports.values()]]);
}

function policyPeers(peer: Peer): k8s.NetworkPolicyPeer[] {
  if ('cidr' in peer) {
    const range = { ipBlock: { cidr: peer.cidr, except: peer.except && [...peer.except] } };
    // To Cilium, which AKS offers, a range of addresses holds no pods: those have to be selected.
    return peer.cidr === EVERY_ADDRESS && !peer.except ? [range, { namespaceSelector: {} }] : [range];
  }
  return [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
      podSelector: peer.pods && { matchLabels: { ...peer.pods } },
    },
  ];
}

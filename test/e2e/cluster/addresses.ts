import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { UsageProblem } from '../problem';
import type { Kubectl } from './kubectl';
import type { KubernetesObject } from './objects';

interface Node extends KubernetesObject {
  readonly status: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
}

/** The address of the first node, where ingress controllers of small clusters listen. */
export async function nodeAddress(kubectl: Kubectl): Promise<string> {
  const [node] = await kubectl.list<Node>('nodes');
  const address = node?.status.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  if (!address) throw new UsageProblem(['No node shows an InternalIP: give --ingress-address']);
  return address;
}

/** This machine's own address on the way to another. Nothing is sent. */
export async function localAddressTowards(address: string): Promise<string> {
  const socket = createSocket('udp4');
  try {
    socket.connect(443, address);
    await once(socket, 'connect');
    return socket.address().address;
  } finally {
    socket.close();
  }
}

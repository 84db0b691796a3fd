import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens on all addresses of this machine, on a free port. */
export async function listen(server: Server): Promise<void> {
  server.listen(0);
  await once(server, 'listening');
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

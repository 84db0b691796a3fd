import { createServer } from 'node:http';
import type { E2e } from '../e2e';
import { listen, portOf } from '../listen';

const NAME = 'listener';

/** Answers with the headers of each request, at a Service of this name and port. */
export async function serveHeaders(
  e2e: E2e,
  namespace: string,
): Promise<readonly { readonly name: string; readonly port: number }[]> {
  const server = createServer(({ headers }, response) => void response.end(JSON.stringify(headers)));
  await listen(server);
  e2e.onClose(() => {
    server.close();
    server.closeAllConnections();
  });
  const port = portOf(server);
  const metadata = { namespace, name: NAME };
  const ports = [{ name: 'http', port, protocol: 'TCP' }];
  await e2e.kubectl.apply([
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': NAME } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [e2e.surroundings.hostAddress] }],
      ports,
    },
  ]);
  return [{ name: NAME, port }];
}

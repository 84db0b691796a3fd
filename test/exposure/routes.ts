import { Size } from 'cdk8s';
import type { Route } from '../../lib/exposure/route';
import { NetworkNode } from '../../lib/kubernetes/network';

/** A route as a component offers it, without the component. */
export function testRoute(service: string, overrides: Partial<Route> = {}, namespace = 'thanos'): Route {
  const selector = { 'app.kubernetes.io/instance': 'thanos', 'app.kubernetes.io/component': service };
  return {
    service,
    port: { name: 'http', number: 10902 },
    paths: [{ path: '/', type: 'Prefix' }],
    network: new NetworkNode({ name: service, namespace, selector, labels: { team: 'a', ...selector } }),
    ...overrides,
  };
}

/** What receive offers: remote write and nothing else. */
export function receiveRoute(overrides: Partial<Route> = {}): Route {
  return testRoute('thanos-receive', {
    port: { name: 'remote-write', number: 19291 },
    paths: [{ path: '/api/v1/receive', type: 'Exact' }],
    maxBodySize: Size.mebibytes(10),
    timeoutSeconds: 120,
    ...overrides,
  });
}

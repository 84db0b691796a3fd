import {
  type Cluster,
  Exposure,
  type Fleet,
  type GatewayApiClusterTokenProps,
  type RemoteWrite,
  type ThanosStack,
  type ThanosStackProps,
  type WritesBy,
} from '../../../lib';
import { objstore } from './setup';
import { issuer } from './setup-exposure';

/** Hosts of a Gateway with which nothing is wrong. */
export const gateway = { gatewayClass: 'eg', domain: 'thanos.example.com', issuer };

/** The OpenID issuer of a cluster, as AKS writes it. */
export const oidcIssuer = (id: string) => `https://westeurope.oic.prod-aks.azure.com/${id}/`;

/** Where clusters show tokens. */
export const byToken = (options: Partial<GatewayApiClusterTokenProps> = {}) =>
  Exposure.gatewayApi({ ...gateway, ...options, clusterTokens: true } as GatewayApiClusterTokenProps);

/** A stack to which clusters write by token, and the cluster that it is in. */
export function hub(
  fleet: Fleet,
  options: Partial<ThanosStackProps> = {},
): { readonly cluster: Cluster; readonly thanos: ThanosStack } {
  const cluster = fleet.addCluster('hub', { oidcIssuer: oidcIssuer('hub') });
  const thanos = cluster.addThanos({ objstore, exposure: { receive: byToken() }, ...options });
  return { cluster, thanos };
}

/** A cluster that writes to a new hub. */
export function writer(
  fleet: Fleet,
  options: {
    issuer?: string;
    writesBy?: WritesBy;
    write?: Partial<RemoteWrite>;
    stack?: Partial<ThanosStackProps>;
  } = {},
): ThanosStack {
  const { cluster, thanos } = hub(fleet, options.stack);
  cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
  fleet
    .addCluster('west', {
      oidcIssuer: 'issuer' in options ? options.issuer : oidcIssuer('west'),
      writesBy: options.writesBy,
    })
    .addPrometheus({ remoteWrite: [{ destination: thanos.remoteWrite, ...options.write }] });
  return thanos;
}

/** A route of Envoy Gateway to remote write, and the policy in front of it. */
export function guardedRoute(policy: { issuer?: string; uri?: string; authorization?: string } = {}): string {
  const issuer = policy.issuer ?? 'https://issuer.example.com';
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: receive, namespace: monitoring }
spec:
  parentRefs: [{ name: edge, sectionName: https }]
  hostnames: [receive.example.com]
  rules:
    - matches: [{ path: { type: Exact, value: /api/v1/receive } }]
      backendRefs: [{ name: receive, port: 19291 }]
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: { name: receive, namespace: monitoring }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: receive }]
  jwt:
    providers:
      - name: west
        issuer: ${issuer}
        audiences: [receive.example.com]
        remoteJWKS: { uri: ${policy.uri ?? `${issuer}/openid/v1/jwks`} }
  authorization: ${policy.authorization ?? '{ defaultAction: Deny, rules: [{ action: Allow, principal: { jwt: { provider: west, claims: [{ name: sub, values: ["system:serviceaccount:prometheus:prometheus"] }] } } }] }'}
`;
}

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
  Exposure.gatewayApi({ ...gateway, clusterTokens: true, ...options } as GatewayApiClusterTokenProps);

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

/** An application of Entra that stands for an edge, and identities of clusters. */
export const application = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  applicationId: '0f3b9e6c-1f0c-4b43-9d0a-6a1f4d8e2c11',
};
export const clientIds = ['5c424851-e907-4cb0-acb5-3ea42fc56082', '9f1b2a60-3c7d-4e58-8b1a-2f6d7c9e0a34'] as const;

/** Two clusters that write to a hub by tokens of Entra. */
export function entraWriters(fleet: Fleet, hubIdentity: string, westIdentity: string | undefined): ThanosStack {
  const cluster = fleet.addCluster('hub', { entraClientId: hubIdentity });
  const thanos = cluster.addThanos({ objstore, exposure: { receive: byToken({ clusterTokens: application }) } });
  cluster.addPrometheus({ remoteWrite: thanos.remoteWrite });
  fleet.addCluster('west', { entraClientId: westIdentity }).addPrometheus({ remoteWrite: thanos.remoteWrite });
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

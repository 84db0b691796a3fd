import { Size } from 'cdk8s';
import { AcmeIssuer, AcmeSolver, AzureIdentity, Exposure, type Fleet } from '../../../lib';
import type { EXPOSURE_RULES } from '../../../lib/validation/catalogue/exposure';
import type { RuleCases } from '../attempt';
import { accessCases } from './exposure-access';
import { acmeCases } from './exposure-acme';
import { objstore } from './setup';
import { certified, issuerIn } from './setup-certificates';
import { exposed, exposure, ingress, receiver } from './setup-exposure';

const issuerOf = (fleet: Fleet, namespace: string) => {
  const cluster = fleet.addCluster('west');
  const chart = cluster.addChart('issuer', { namespace });
  const issuer = new AcmeIssuer(chart, 'issuer', { email: 'ops@cookingwithazure.com' });
  cluster.addThanos({ objstore, exposure: Exposure.ingressNginx({ ...exposure, issuer }) });
};

const route = (fleet: Fleet, limits: { maxBodySize?: Size; timeoutSeconds?: number }) => {
  const { receive } = fleet.addCluster('west').addThanos({ objstore });
  Exposure.ingressNginx(exposure).expose(receive, 'exposed', {
    name: 'receive',
    route: { ...receive.route, ...limits },
  });
};

const routes = (path: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: query, namespace: monitoring }
spec:
  parentRefs: [{ name: edge, namespace: envoy }]
  hostnames: [query.example.com]
  rules: [{ backendRefs: [{ name: query, port: 10902 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: frontend, namespace: monitoring }
spec:
  parentRefs: [{ name: edge, namespace: envoy }]
  hostnames: [query.example.com]
  rules:
    - matches: [{ path: { type: PathPrefix, value: ${path} } }]
      backendRefs: [{ name: query-frontend, port: 10902 }]
`;

const again = (fleet: Fleet, name: string) => {
  const { receive } = exposed(fleet);
  const { route } = receive;
  Exposure.ingressNginx(exposure).expose(receive, 'again', { name, objectName: 'again', route });
};

export const exposureCases: RuleCases<keyof typeof EXPOSURE_RULES> = {
  ...accessCases,
  ...acmeCases,
  'THANOS-201': [
    {
      trips: (fleet) => exposed(fleet, { domain: 'https://thanos.example.com' }),
      passes: (fleet) => exposed(fleet, { domain: 'thanos.example.com' }),
    },
    {
      trips: (fleet) =>
        fleet.addCluster('west').addLetsEncrypt({
          email: 'ops@cookingwithazure.com',
          solvers: [AcmeSolver.http01({ dnsNames: ['Thanos.example.com'] })],
        }),
      passes: (fleet) =>
        fleet.addCluster('west').addLetsEncrypt({
          email: 'ops@cookingwithazure.com',
          solvers: [AcmeSolver.http01({ dnsNames: ['thanos.example.com'] })],
        }),
    },
    {
      trips: (fleet) => azureDns(fleet, 'example.com.'),
      passes: (fleet) => azureDns(fleet, 'example.com'),
    },
  ],
  'THANOS-202': [
    {
      trips: (fleet) => exposed(fleet, { basicAuth: 'Basic_Auth' }),
      passes: (fleet) => exposed(fleet, { basicAuth: 'basic-auth' }),
    },
    {
      trips: (fleet) => exposed(fleet, { issuer: undefined, tlsSecretName: 'thanos_tls' }),
      passes: (fleet) => exposed(fleet, { issuer: undefined, tlsSecretName: 'thanos-tls' }),
    },
    {
      trips: (fleet) => exposed(fleet, { ingressClass: 'Nginx' }),
      passes: (fleet) => exposed(fleet, { ingressClass: 'webapprouting.kubernetes.azure.com' }),
    },
    {
      trips: (fleet) => certified(fleet, { cluster: { clientCertificate: { secretName: 'Client_Tls' } } }),
      passes: (fleet) => certified(fleet, { cluster: { clientCertificate: { secretName: 'client-tls' } } }),
    },
  ],
  'THANOS-205': [
    { trips: (fleet) => again(fleet, 'receive'), passes: (fleet) => again(fleet, 'write') },
    {
      trips: receiver + ingress() + ingress({ name: 'again' }),
      passes: receiver + ingress() + ingress({ name: 'again', path: '/api/v1/receive/tenant' }),
    },
    { trips: routes('/'), passes: routes('/graph') },
  ],
  'THANOS-211': [
    { trips: (fleet) => issuerOf(fleet, 'issuers'), passes: (fleet) => issuerOf(fleet, 'thanos') },
    {
      trips: (fleet) => certified(fleet, { cluster: { clientCertificate: { issuer: issuerIn('thanos') } } }),
      passes: (fleet) => certified(fleet, { cluster: { clientCertificate: { issuer: issuerIn('prometheus') } } }),
    },
  ],
  'THANOS-212': [
    {
      trips: (fleet) => route(fleet, { timeoutSeconds: 0.5 }),
      passes: (fleet) => route(fleet, { timeoutSeconds: 1 }),
    },
    {
      trips: (fleet) => route(fleet, { maxBodySize: Size.kibibytes(0) }),
      passes: (fleet) => route(fleet, { maxBodySize: Size.kibibytes(1) }),
    },
  ],
  'THANOS-213': [
    {
      trips: (fleet) => exposed(fleet, { realm: 'Thanos "west"' }),
      passes: (fleet) => exposed(fleet, { realm: 'Thanos - west' }),
    },
    {
      trips: (fleet) => {
        const { receive } = fleet.addCluster('west').addThanos({ objstore });
        const paths = [{ path: '/write(/|$)', type: 'Prefix' }] as const;
        Exposure.ingressNginx(exposure).expose(receive, 'exposed', {
          name: 'receive',
          route: { ...receive.route, paths },
        });
      },
      passes: (fleet) => exposed(fleet),
    },
  ],
  'THANOS-214': [
    {
      trips: (fleet) => exposed(fleet, { annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' } }),
      passes: (fleet) => exposed(fleet, { annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' } }),
    },
  ],
};

function azureDns(fleet: Fleet, hostedZone: string): void {
  const identity = AzureIdentity.workload({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' });
  fleet.addCluster('west').addLetsEncrypt({
    email: 'ops@cookingwithazure.com',
    solvers: [
      AcmeSolver.dns01AzureDns({
        subscriptionId: 'b3b2a1c0-0000-4000-8000-000000000001',
        resourceGroup: 'dns',
        hostedZone,
        identity,
      }),
    ],
  });
}

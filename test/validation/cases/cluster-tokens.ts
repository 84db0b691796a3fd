import {
  Authentication,
  type ClientCertificateAuthentication,
  Exposure,
  type Fleet,
  GatewayApi,
  GrpcTls,
  Issuer,
  StoreApi,
  ThanosQuery,
} from '../../../lib';
import type { CLUSTER_TOKEN_RULES } from '../../../lib/validation/catalogue/cluster-tokens';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';
import { certified, clientCertificate } from './setup-certificates';
import { exposure, receiver } from './setup-exposure';
import { byToken, clientIds, entraWriters, gateway, guardedRoute, hub, oidcIssuer, writer } from './setup-gateway';

const listener = { name: 'edge', namespace: 'gateways', sectionName: 'https' };
const byCertificate = Authentication.clientCertificate({ caSecretName: 'clients' });
const enforced = { tenancy: { enforce: true } };

/** The old edge and the new one. */
const both = { receive: [Exposure.ingressNginx({ ...exposure, domain: 'old.example.com' }), byToken()] as const };

const twice = (gatewayName?: string) => ({
  query: Exposure.gatewayApi({ ...gateway, basicAuth: 'basic-auth' }),
  receive: byToken({ gatewayClass: 'internal', gatewayName }),
});

const internal = Issuer.existing('ClusterIssuer', 'internal');

/** Two queriers that take certificates, behind one Gateway. */
const behindOne = (grpcTls: GrpcTls) => (fleet: Fleet) => {
  const chart = fleet.addCluster('hub').addChart('queriers', { namespace: 'thanos' });
  for (const stack of ['east', 'west']) {
    const domain = `${stack}.example.com`;
    new ThanosQuery(chart, stack, {
      stack,
      endpoints: [StoreApi.at('sidecar.example.com:10901')],
      grpcTls,
      storeApiExposure: Exposure.gatewayApi({ ...gateway, domain, gatewayName: 'edge', clientCaSecretName: 'clients' }),
    });
  }
};

const tenant = 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47';
const entra = { issuer: `${tenant}/v2.0`, uri: `${tenant}/discovery/v2.0/keys` };
const allow = (jwt: string) => `{ defaultAction: Deny, rules: [{ action: Allow, principal: { jwt: ${jwt} } }] }`;

const entraWrite = (managedIdentity: string, scope?: string) => `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec:
  replicas: 1
  externalLabels: { cluster: west }
  serviceMonitorSelector: {}
  remoteWrite:
    - url: https://receive.example.com/api/v1/receive
      messageVersion: V1.0
      azureAd: { managedIdentity: ${managedIdentity}${scope === undefined ? '' : `, scope: "${scope}"`} }
`;

export const clusterTokenCases: RuleCases<keyof typeof CLUSTER_TOKEN_RULES> = {
  'THANOS-220': [
    {
      trips: (fleet) => writer(fleet, { issuer: 'http://issuer.example.com' }),
      passes: (fleet) => writer(fleet, { issuer: 'https://issuer.example.com' }),
    },
    {
      trips: (fleet) => writer(fleet, { issuer: 'https://issuer.example.com/?tenant=west' }),
      passes: (fleet) => writer(fleet, { issuer: 'https://issuer.example.com/tenant/west/' }),
    },
    {
      trips: receiver + guardedRoute({ issuer: 'http://issuer.example.com' }),
      passes: receiver + guardedRoute(),
    },
    {
      trips: receiver + guardedRoute({ uri: 'http://issuer.example.com/keys' }),
      passes: receiver + guardedRoute({ uri: 'https://issuer.example.com/keys' }),
    },
  ],
  'THANOS-221': [
    {
      trips: (fleet) => writer(fleet, { issuer: oidcIssuer('hub') }),
      passes: (fleet) => writer(fleet, { issuer: oidcIssuer('west') }),
    },
    {
      trips: (fleet) => writer(fleet, { issuer: oidcIssuer('hub').slice(0, -1) }),
      passes: (fleet) => writer(fleet, { issuer: oidcIssuer('west').slice(0, -1) }),
    },
  ],
  'THANOS-222': [
    {
      trips: (fleet) => writer(fleet, { issuer: undefined }),
      passes: (fleet) => writer(fleet, { issuer: oidcIssuer('west') }),
    },
    {
      trips: (fleet) => writer(fleet, { issuer: undefined, writesBy: 'token', stack: { exposure: both } }),
      passes: (fleet) => writer(fleet, { issuer: undefined, writesBy: 'password', stack: { exposure: both } }),
    },
  ],
  'THANOS-223': [
    {
      trips: (fleet) => writer(fleet, { write: { basicAuth: { secretName: 'password' } } }),
      passes: (fleet) => writer(fleet, { write: { basicAuth: false } }),
    },
    {
      trips: (fleet) => writer(fleet, { writesBy: 'password' }),
      passes: (fleet) => writer(fleet, { writesBy: 'token' }),
    },
    {
      trips: (fleet) => certified(fleet, { write: { clientCertificate, basicAuth: { secretName: 'password' } } }),
      passes: (fleet) => certified(fleet, { write: { clientCertificate, basicAuth: false } }),
    },
  ],
  'THANOS-224': [
    {
      trips: (fleet) => {
        const controller = new GatewayApi({ gateway: listener });
        const storeApi = new Exposure<ClientCertificateAuthentication>({
          controller,
          authentication: byCertificate,
          domain: 'example.com',
          certificate: 'of the edge',
        });
        fleet.addCluster('west').addThanos({ objstore, exposure: { storeApi } });
      },
      passes: (fleet) => {
        const storeApi = Exposure.gatewayApi({ ...gateway, clientCaSecretName: 'clients' });
        fleet.addCluster('west').addThanos({ objstore, exposure: { storeApi } });
      },
    },
  ],
  'THANOS-225': [
    {
      trips: (fleet) => writer(fleet, { write: { tenant: 'Team A' } }),
      passes: (fleet) => writer(fleet, { write: { tenant: 'team-a' } }),
    },
    {
      trips: (fleet) => {
        const tenantQueries = { 'team-a-': Exposure.traefik({ ...exposure, basicAuth: 'team-a' }) };
        fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
      },
      passes: (fleet) => {
        const tenantQueries = { 'team-a': Exposure.traefik({ ...exposure, basicAuth: 'team-a' }) };
        fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
      },
    },
  ],
  'THANOS-226': [
    {
      trips: (fleet) => {
        const tenantQueries = { payments: Exposure.ingressNginx(exposure) };
        fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
      },
      passes: (fleet) => {
        const tenantQueries = { payments: Exposure.gatewayApi({ ...gateway, basicAuth: 'payments' }) };
        fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
      },
    },
  ],
  'THANOS-227': [
    {
      trips: (fleet) => writer(fleet, { stack: { receive: { tenancy: { splitLabelName: 'team' } } } }),
      passes: (fleet) => writer(fleet, { stack: { receive: { tenancy: { labelName: 'team' } } } }),
    },
    {
      trips: (fleet) => {
        const tenantQueries = { payments: Exposure.gatewayApi({ ...gateway, basicAuth: 'payments' }) };
        fleet.addCluster('west').addThanos({ objstore, exposure: { tenantQueries } });
      },
      passes: (fleet) => {
        const tenantQueries = { payments: Exposure.gatewayApi({ ...gateway, basicAuth: 'payments' }) };
        fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
      },
    },
    {
      trips: (fleet) => tenants(fleet, 'basic-auth', 'basic-auth'),
      passes: (fleet) => tenants(fleet, 'payments', 'platform'),
    },
    {
      trips: (fleet) => certifiedTenants(fleet, 'clients', 'clients'),
      passes: (fleet) => certifiedTenants(fleet, 'payments-ca', 'platform-ca'),
    },
  ],
  'THANOS-228': [
    {
      trips: (fleet) => writer(fleet, { stack: { exposure: twice() } }),
      passes: (fleet) => writer(fleet, { stack: { exposure: twice('internal') } }),
    },
    { trips: behindOne(GrpcTls.privateCa()), passes: behindOne(GrpcTls.issuer(internal)) },
  ],
  'THANOS-229': [{ trips: (fleet) => hub(fleet), passes: (fleet) => writer(fleet) }],
  'THANOS-230': [
    {
      trips: receiver + guardedRoute({ authorization: '{ defaultAction: Allow }' }),
      passes: receiver + guardedRoute(),
    },
    {
      trips:
        receiver +
        guardedRoute({
          authorization: '{ defaultAction: Deny, rules: [{ action: Allow, principal: { jwt: { provider: west } } }] }',
        }),
      passes:
        receiver +
        guardedRoute({
          authorization:
            '{ defaultAction: Deny, rules: [{ action: Allow, principal: { jwt: { provider: west }, clientCIDRs: [10.0.0.0/8] } }] }',
        }),
    },
  ],
  'THANOS-231': [
    {
      trips: `${edge('https-internal')}${receiver}${guardedRoute()}`,
      passes: `${edge('https')}${receiver}${guardedRoute()}`,
    },
  ],
  'THANOS-240': [
    {
      trips: (fleet) => entraWriters(fleet, clientIds[0], undefined),
      passes: (fleet) => entraWriters(fleet, ...clientIds),
    },
  ],
  'THANOS-241': [
    {
      trips: (fleet) => entraWriters(fleet, clientIds[0], clientIds[0].toUpperCase()),
      passes: (fleet) => entraWriters(fleet, ...clientIds),
    },
  ],
  'THANOS-242': [
    {
      trips: receiver + guardedRoute({ ...entra, authorization: '{ defaultAction: Allow }' }),
      passes: receiver + guardedRoute(entra),
    },
    {
      trips: receiver + guardedRoute({ ...entra, authorization: allow('{ provider: west }') }),
      passes:
        receiver +
        guardedRoute({ ...entra, authorization: allow('{ provider: west, claims: [{ name: azp, values: [a] }] }') }),
    },
  ],
  'THANOS-243': [
    { trips: entraWrite('{}'), passes: entraWrite('{}', 'api://receive/.default') },
    { trips: entraWrite('{ clientId: a }'), passes: entraWrite('{ clientId: a }', 'api://receive/.default') },
  ],
};

/** Hosts for two tenants, with the users of these Secrets. */
function tenants(fleet: Fleet, payments: string, platform: string): void {
  const tenantQueries = {
    payments: Exposure.gatewayApi({ ...gateway, basicAuth: payments }),
    platform: Exposure.gatewayApi({ ...gateway, basicAuth: platform }),
  };
  fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
}

/** Hosts for two tenants, with the authorities of these Secrets. */
function certifiedTenants(fleet: Fleet, payments: string, platform: string): void {
  const tenantQueries = {
    payments: Exposure.gatewayApi({ ...gateway, clientCaSecretName: payments }),
    platform: Exposure.gatewayApi({ ...gateway, clientCaSecretName: platform }),
  };
  fleet.addCluster('west').addThanos({ objstore, query: enforced, exposure: { tenantQueries } });
}

function edge(listenerName: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: monitoring }
spec:
  gatewayClassName: eg
  listeners: [{ name: ${listenerName}, port: 443, protocol: HTTPS }]
---`;
}

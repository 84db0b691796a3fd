import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Exposure,
  type Fleet,
  Issuer,
  StoreApi,
  type StoreApiExposure,
  type ThanosStack,
  type ThanosStackProps,
} from '../../../lib';
import type { STORE_API_RULES } from '../../../lib/validation/catalogue/store-api';
import type { RuleCases } from '../attempt';
import { objstore, otherObjstore } from './setup';
import { object, thanosYaml } from './thanos-yaml';

const issuer = Issuer.existing('ClusterIssuer', 'private-ca');
const byIngress = (name = 'west'): StoreApiExposure =>
  Exposure.ingressNginx({ domain: `${name}.example.com`, issuer, clientCaSecretName: 'storeapi-client-ca' });
const byLoadBalancer = (address: string): StoreApiExposure =>
  Exposure.azureInternalLoadBalancer({
    domain: 'west.example.com',
    address,
    issuer,
    clientCaSecretName: 'storeapi-client-ca',
  });

/** A stack in cluster `west`. */
function west(
  fleet: Fleet,
  storeApi: StoreApiExposure | undefined = byIngress(),
  props: Partial<ThanosStackProps> = {},
) {
  return fleet.addCluster('west').addThanos({ objstore, exposure: { storeApi }, ...props });
}
const clientTlsSecretName = 'storeapi-client';

/** Changes the Ingress of a stack's StoreAPI behind the library's back. */
function patchIngress(stack: ThanosStack, patch: JsonPatch): void {
  for (const each of stack.node.findAll()) {
    if (ApiObject.isApiObject(each) && each.kind === 'Ingress') each.addJsonPatch(patch);
  }
}
const VERIFY = '/metadata/annotations/nginx.ingress.kubernetes.io~1auth-tls-verify-client';
const DEPTH = '/metadata/annotations/nginx.ingress.kubernetes.io~1auth-tls-verify-depth';

const store = (...args: readonly string[]) => thanosYaml(['store', ...args], { name: 'store' });
const service = (spec: object = {}, annotations: Record<string, string> = {}) =>
  object({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'store', namespace: 'monitoring', annotations },
    spec: { selector: { app: 'store' }, ports: [{ name: 'grpc', port: 10901 }], ...spec },
  });
const ingress = (annotations: Record<string, string>) =>
  object({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'store',
      namespace: 'monitoring',
      annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC', ...annotations },
    },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['store.example.com'], secretName: 'store-tls' }],
      rules: [
        {
          host: 'store.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'store', port: { number: 10901 } } } },
            ],
          },
        },
      ],
    },
  });

/** Two queriers of one cluster, and the second asks the first. */
function two(fleet: Fleet, enforce: readonly [boolean, boolean]) {
  const cluster = fleet.addCluster('west');
  const stack = cluster.addThanos({ objstore, query: { tenancy: { enforce: enforce[0] } } });
  cluster.addGlobalQuery({ endpoints: [stack], query: { tenancy: { enforce: enforce[1] } } });
}

export const storeApiCases: RuleCases<keyof typeof STORE_API_RULES> = {
  'THANOS-680': [
    {
      trips: store() + service() + ingress({}),
      passes: store() + service() + ingress({ 'nginx.ingress.kubernetes.io/auth-tls-secret': 'monitoring/client-ca' }),
    },
    {
      trips:
        store('--grpc-server-tls-cert=/tls/tls.crt', '--grpc-server-tls-key=/tls/tls.key') +
        service({ type: 'LoadBalancer' }),
      passes:
        store(
          '--grpc-server-tls-cert=/tls/tls.crt',
          '--grpc-server-tls-key=/tls/tls.key',
          '--grpc-server-tls-client-ca=/client/ca.crt',
        ) + service({ type: 'LoadBalancer' }),
    },
    {
      trips: (fleet) => patchIngress(west(fleet), JsonPatch.replace(VERIFY, 'optional')),
      passes: (fleet) => patchIngress(west(fleet), JsonPatch.add(DEPTH, '2')),
    },
  ],
  'THANOS-681': [
    {
      trips: (fleet) => {
        const endpoints = [west(fleet, undefined, { exposure: undefined })];
        fleet.addCluster('global').addGlobalQuery({ endpoints, clientTlsSecretName });
      },
      passes: (fleet) => {
        const endpoints = [west(fleet)];
        fleet.addCluster('global').addGlobalQuery({ endpoints, clientTlsSecretName });
      },
    },
    {
      trips: (fleet) => {
        const endpoints = west(fleet).storeGateways;
        fleet.addCluster('global').addGlobalQuery({ endpoints });
      },
      passes: (fleet) => {
        const cluster = fleet.addCluster('west');
        cluster.addGlobalQuery({ endpoints: cluster.addThanos({ objstore }).storeGateways });
      },
    },
  ],
  'THANOS-682': [
    {
      trips: (fleet) => {
        const endpoints = [west(fleet)];
        fleet.addCluster('global').addGlobalQuery({ endpoints });
      },
      passes: (fleet) => {
        const endpoints = [StoreApi.as('west-client', west(fleet))];
        fleet.addCluster('global').addGlobalQuery({ endpoints });
      },
    },
    {
      trips: (fleet) => {
        const endpoints = [StoreApi.at('store.example.com:10901', { tls: { privateCa: true } })];
        fleet.addCluster('global').addGlobalQuery({ endpoints });
      },
      passes: (fleet) => {
        const endpoints = [StoreApi.at('store.example.com:10901', { tls: {} })];
        fleet.addCluster('global').addGlobalQuery({ endpoints });
      },
    },
    {
      trips: (fleet) => {
        const stack = west(fleet);
        const { query } = fleet.addCluster('global').addThanos({ objstore: otherObjstore, name: 'global' });
        query.addEndpoint(StoreApi.as('west-client', stack));
      },
      passes: (fleet) => {
        const stack = west(fleet);
        const { query } = fleet
          .addCluster('global')
          .addThanos({ objstore: otherObjstore, name: 'global', query: { clientTlsSecretName } });
        query.addEndpoint(stack);
      },
    },
  ],
  'THANOS-683': [
    {
      trips: (fleet) => {
        const stack = west(fleet, byIngress(), { query: { clientTlsSecretName } });
        const exposure = { storeApi: byIngress('global') };
        const global = fleet.addCluster('global').addGlobalQuery({ endpoints: [stack], clientTlsSecretName, exposure });
        stack.query.addEndpoint(global);
      },
      passes: (fleet) => {
        const stack = west(fleet);
        const exposure = { storeApi: byIngress('global') };
        const global = fleet.addCluster('global').addGlobalQuery({ endpoints: [stack], clientTlsSecretName, exposure });
        fleet.addCluster('top').addGlobalQuery({ endpoints: [global], clientTlsSecretName });
      },
    },
    // By an address, as the stack that it belongs to is not there yet.
    {
      trips: (fleet) => {
        const address = StoreApi.at('grpc.global.example.com:443', { tls: {} });
        const stack = west(fleet, byIngress(), { query: { clientTlsSecretName, endpoints: [address] } });
        const exposure = { storeApi: byIngress('global') };
        fleet.addCluster('global').addGlobalQuery({ endpoints: [stack], clientTlsSecretName, exposure });
      },
      passes: (fleet) => {
        const address = StoreApi.at('grpc.elsewhere.example.com:443', { tls: {} });
        const stack = west(fleet, byIngress(), { query: { clientTlsSecretName, endpoints: [address] } });
        const exposure = { storeApi: byIngress('global') };
        fleet.addCluster('global').addGlobalQuery({ endpoints: [stack], clientTlsSecretName, exposure });
      },
    },
  ],
  'THANOS-684': [
    {
      trips: (fleet) => west(fleet, byLoadBalancer('10.1.0')),
      passes: (fleet) => west(fleet, byLoadBalancer('10.1.0.250')),
    },
    {
      trips: (fleet) => west(fleet, byIngress(), { exposure: { receive: byLoadBalancer('10.1.0.250') } }),
      passes: (fleet) => west(fleet, byIngress(), { exposure: { receive: byIngress() } }),
    },
  ],
  'THANOS-685': [
    {
      trips: (fleet) => two(fleet, [true, false]),
      passes: (fleet) => two(fleet, [true, true]),
    },
  ],
};

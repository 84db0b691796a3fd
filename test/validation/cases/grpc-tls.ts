import {
  type Cluster,
  Exposure,
  type Fleet,
  GrpcTls,
  type IIssuer,
  type IStoreApi,
  Issuer,
  StoreApi,
  ThanosReceiveIngestor,
  ThanosReceiveRouter,
  type ThanosStackProps,
} from '../../../lib';
import type { GRPC_TLS_RULES } from '../../../lib/validation/catalogue/grpc-tls';
import type { RuleCases } from '../attempt';
import { INGESTOR_LABEL, pod, routed } from './receive-yaml';
import { objstore } from './setup';
import { byCertificate } from './setup-certificates';
import { object, thanosYaml } from './thanos-yaml';

const internal = GrpcTls.issuer(Issuer.existing('ClusterIssuer', 'internal'));

/** A stack whose components show each other certificates. */
function stack(fleet: Fleet, options: Partial<ThanosStackProps> = {}) {
  return fleet.addCluster('hub').addThanos({ objstore, grpcTls: GrpcTls.privateCa(), ...options });
}

/** A querier in the stack's cluster that asks it, in a namespace of its own. */
const asked = (ofStack: GrpcTls, ofQuerier: GrpcTls | undefined) => (fleet: Fleet) => {
  const hub = fleet.addCluster('hub');
  const { query } = hub.addThanos({ objstore, grpcTls: ofStack });
  hub.addGlobalQuery({ endpoints: [query], grpcTls: ofQuerier });
};

const asking = (endpoint: IStoreApi) => (fleet: Fleet) => {
  stack(fleet, { query: { endpoints: [endpoint] } });
};

const written = (ofIngestor: GrpcTls | undefined, ofRouter: GrpcTls | undefined) => (fleet: Fleet) => {
  const chart = fleet.addCluster('hub').addChart('receive', { namespace: 'thanos' });
  const ingestor = new ThanosReceiveIngestor(chart, 'ingestor', { objstore, grpcTls: ofIngestor });
  const hashrings = [{ name: 'default', ingestors: [ingestor] }];
  new ThanosReceiveRouter(chart, 'router', { hashrings, grpcTls: ofRouter });
};

const certificate = (name: string) =>
  object({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'acme', namespace: 'monitoring' },
    spec: { acme: { server: 'https://acme.example.com/directory', solvers: [{ http01: { ingress: {} } }] } },
  }) +
  object({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'store', namespace: 'monitoring' },
    spec: { secretName: 'store-tls', dnsNames: [name], issuerRef: { name: 'acme' } },
  });

/** A cluster that writes by a certificate of this issuer. */
function certificateOf(fleet: Fleet, issuerOf: (cluster: Cluster) => IIssuer): void {
  const hub = fleet.addCluster('hub');
  const { remoteWrite: destination } = hub.addThanos({ objstore, exposure: { receive: byCertificate } });
  hub.addPrometheus({ remoteWrite: [{ destination, clientCertificate: { issuer: issuerOf(hub) } }] });
}

const clientCaSecretName = 'storeapi-client-ca';
const hosts = { domain: 'hub.example.com', issuer: Issuer.existing('ClusterIssuer', 'internal') };
const server = ['--grpc-server-tls-cert=/tls/tls.crt', '--grpc-server-tls-key=/tls/tls.key'];
const mutual = [...server, '--grpc-server-tls-client-ca=/tls/ca.crt'];
const secure = '--remote-write.client-tls-secure';
const capnproto = '--receive.replication-protocol=capnproto';

/** A querier behind a Gateway that may show it a certificate, by a policy that may say that it takes TLS. */
function behindGateway(
  flags: readonly string[],
  given: { shows?: boolean; policy?: boolean; section?: string; annotations?: Record<string, string> } = {},
): string {
  const { shows, policy, section, annotations } = given;
  const group = 'gateway.networking.k8s.io';
  const metadata = { name: 'query', namespace: 'monitoring' };
  const target = { group: '', kind: 'Service', name: 'query', sectionName: section };
  const validation = { hostname: 'query.monitoring.svc', caCertificateRefs: [{ kind: 'Secret', name: 'query-tls' }] };
  const ports = [{ containerPort: 10901, name: 'grpc' }];
  return [
    thanosYaml(['query', '--endpoint=a.example.com:10901', ...flags], { container: { ports } }),
    object({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, annotations },
      spec: { selector: { app: 'query' }, ports: [{ name: 'grpc', port: 10901, targetPort: 'grpc' }] },
    }),
    object({
      apiVersion: `${group}/v1`,
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'monitoring' },
      spec: {
        gatewayClassName: 'eg',
        tls: shows ? { backend: { clientCertificateRef: { name: 'edge-tls' } } } : undefined,
        listeners: [{ name: 'grpc', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'host-tls' }] } }],
      },
    }),
    object({
      apiVersion: `${group}/v1`,
      kind: 'GRPCRoute',
      metadata,
      spec: {
        parentRefs: [{ name: 'edge', sectionName: 'grpc' }],
        rules: [{ backendRefs: [{ name: 'query', port: 10901 }] }],
      },
    }),
    ...(policy
      ? [
          object({
            apiVersion: `${group}/v1`,
            kind: 'BackendTLSPolicy',
            metadata,
            spec: { targetRefs: [target], validation },
          }),
        ]
      : []),
  ].join('');
}
const ring = (router: readonly string[], ingestor: readonly string[]) =>
  routed([pod(0)], { router, ingestor: { flags: [INGESTOR_LABEL, ...ingestor] } });

export const grpcTlsCases: RuleCases<keyof typeof GRPC_TLS_RULES> = {
  'THANOS-232': [
    { trips: asked(GrpcTls.privateCa(), GrpcTls.privateCa()), passes: asked(internal, internal) },
    { trips: written(internal, GrpcTls.privateCa()), passes: written(GrpcTls.privateCa(), GrpcTls.privateCa()) },
  ],
  'THANOS-233': [
    {
      trips: asking(StoreApi.at('dns+sidecar.example.com:10901')),
      passes: asking(StoreApi.at('sidecar.example.com:10901')),
    },
    {
      trips: asking(StoreApi.at('dnssrv+_grpc._tcp.sidecar.example.com')),
      passes: asking(StoreApi.at('dns+sidecar.example.com:10901', { group: true })),
    },
  ],
  'THANOS-234': [
    {
      trips: (fleet) => {
        const hub = fleet.addCluster('hub');
        const issuer = hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
        hub.addThanos({ objstore, grpcTls: GrpcTls.issuer(issuer) });
      },
      passes: (fleet) => {
        const hub = fleet.addCluster('hub');
        hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' });
        hub.addThanos({ objstore, grpcTls: internal });
      },
    },
    {
      trips: (fleet) => certificateOf(fleet, (hub) => hub.addLetsEncrypt({ email: 'ops@cookingwithazure.com' })),
      passes: (fleet) => certificateOf(fleet, () => Issuer.existing('ClusterIssuer', 'clients')),
    },
    { trips: certificate('store.monitoring.svc'), passes: certificate('store.example.com') },
  ],
  'THANOS-235': [
    {
      trips: (fleet) => stack(fleet, { receive: { replicationProtocol: 'capnproto' } }),
      passes: (fleet) => stack(fleet, { receive: { replicationProtocol: 'protobuf' } }),
    },
    {
      trips: (fleet) => stack(fleet, { receive: { router: {}, replicationProtocol: 'capnproto' } }),
      passes: (fleet) => stack(fleet, { grpcTls: undefined, receive: { replicationProtocol: 'capnproto' } }),
    },
    { trips: ring([capnproto, ...mutual], mutual), passes: ring([capnproto], mutual) },
  ],
  'THANOS-236': [
    { trips: written(internal, undefined), passes: written(undefined, undefined) },
    { trips: written(undefined, internal), passes: written(internal, internal) },
    { trips: ring([], mutual), passes: ring([secure], mutual) },
    { trips: ring([secure], []), passes: ring([capnproto, secure], []) },
    {
      trips: ring(['--remote-write.client-tls-ca=/tls/ca.crt'], []),
      passes: ring(['--remote-write.client-tls-ca=/tls/ca.crt', secure], server),
    },
  ],
  'THANOS-237': [
    {
      trips: (fleet) =>
        stack(fleet, { exposure: { storeApi: Exposure.ingressNginx({ ...hosts, clientCaSecretName }) } }),
      passes: (fleet) =>
        stack(fleet, { exposure: { storeApi: Exposure.azureInternalLoadBalancer({ ...hosts, clientCaSecretName }) } }),
    },
    {
      trips: (fleet) =>
        stack(fleet, { exposure: { storeApi: Exposure.ingressNginx({ ...hosts, clientCaSecretName }) } }),
      passes: (fleet) =>
        stack(fleet, {
          exposure: { storeApi: Exposure.gatewayApi({ ...hosts, gatewayClass: 'eg', clientCaSecretName }) },
        }),
    },
    { trips: behindGateway(mutual, { shows: true }), passes: behindGateway(mutual, { shows: true, policy: true }) },
    { trips: behindGateway(mutual, { policy: true }), passes: behindGateway(server, { policy: true }) },
    { trips: behindGateway(server), passes: behindGateway([]) },
    {
      trips: behindGateway(server, { policy: true, section: 'http' }),
      passes: behindGateway(server, { policy: true, section: 'grpc' }),
    },
    {
      trips: behindGateway(server, { annotations: { team: 'metrics' } }),
      passes: behindGateway(server, {
        annotations: { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' },
      }),
    },
  ],
  'THANOS-238': [
    {
      trips: thanosYaml(['query', '--endpoint=a.example.com:10901', '--grpc-server-tls-client-ca=/tls/ca.crt']),
      passes: thanosYaml(['query', '--endpoint=a.example.com:10901', ...mutual]),
    },
    {
      trips: thanosYaml(['query', '--endpoint=a.example.com:10901', '--grpc-server-tls-cert=/tls/tls.crt']),
      passes: thanosYaml(['query', '--endpoint=a.example.com:10901', ...server]),
    },
  ],
};

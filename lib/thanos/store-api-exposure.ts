import type { Construct } from 'constructs';
import type { ClientCertificateAuthentication } from '../exposure/authentication';
import type { ExposedRoute } from '../exposure/exposed-route';
import type { Exposure } from '../exposure/exposure';
import type { Route } from '../exposure/route';
import type { NetworkNode } from '../kubernetes/network';
import { declareExisting } from '../validation/existing';
import { type Problem, reportProblem } from '../validation/problem';
import type { PrometheusDuration } from '../values/duration';
import type { FlagValue } from './flags';
import type { GrpcCertificate } from './grpc-certificate';
import { GRPC } from './ports';
import { routeTimeoutSeconds } from './query-paths';
import type { StoreApiEndpoint, StoreApiTls } from './store-api';

/** How queriers of other clusters reach a StoreAPI. They know no passwords, and show certificates. */
export type StoreApiExposure = Exposure<ClientCertificateAuthentication>;

/** What queriers ask each other for. Reflection, which lists everything, is not among it. */
const SERVICES = ['Store', 'info.Info', 'Query', 'Rules', 'Targets', 'Metadata', 'Exemplars', 'Status'];

/** What answers. */
interface Pods {
  readonly network: NetworkNode;
  readonly timeout: PrometheusDuration;
  /** What it shows, and asks for, with `grpcTls`. */
  readonly grpcCertificate?: GrpcCertificate;
}

/** The StoreAPI of a querier at its host. */
export class ExposedStoreApi {
  readonly route: ExposedRoute<ClientCertificateAuthentication>;
  /** How clients inside of the cluster connect, where pods have the certificate: then the whole port speaks TLS. */
  readonly insideTls?: StoreApiTls;
  private readonly tls: StoreApiTls;

  constructor(
    private readonly querier: Construct,
    private readonly exposure: StoreApiExposure,
    pods: Pods,
  ) {
    const { passthrough, showsCertificates } = exposure.controller;
    // With a passthrough, pods have the certificate of the host, and no other.
    const certificate = passthrough ? undefined : pods.grpcCertificate;
    this.route = exposure.expose(querier, 'exposed-store-api', { name: 'grpc', route: route(pods, certificate) });
    this.tls = { serverName: this.route.host, clientCertificate: true, privateCa: exposure.privateCa };
    this.insideTls = passthrough ? this.tls : undefined;
    declareExisting(querier, { kind: 'Secret', name: this.route.authentication.caSecretName });
    if (certificate && !showsCertificates) {
      reportProblem(querier, endsBefore(this.route.host, certificate.authority));
    }
  }

  /** For queriers of any cluster. It is strict: without a region that is away, queries would answer less, and nobody would know. */
  endpoint({ replicaLabels, component, tenantLabelName }: StoreApiEndpoint): StoreApiEndpoint {
    const address = `${this.route.host}:443`;
    return { address, strict: true, tls: this.tls, replicaLabels, component, tenantLabelName };
  }

  /** What the gRPC server needs where pods have the certificate. */
  serverFlags(mountSecret: (volume: string, secretName: string) => string): Record<string, FlagValue> {
    if (!this.insideTls) return {};
    const { tlsSecretName, authentication } = this.route;
    if (!this.exposure.issuer) declareExisting(this.querier, { kind: 'Secret', name: tlsSecretName });
    const certificate = mountSecret('grpc-tls', tlsSecretName);
    return {
      'grpc-server-tls-cert': `${certificate}/tls.crt`,
      'grpc-server-tls-key': `${certificate}/tls.key`,
      'grpc-server-tls-client-ca': `${mountSecret('grpc-client-ca', authentication.caSecretName)}/ca.crt`,
    };
  }
}

function route({ network, timeout }: Pods, tls: GrpcCertificate | undefined): Route {
  return {
    service: network.identity.name,
    port: GRPC,
    protocol: 'grpc',
    tls,
    paths: SERVICES.map((service) => ({ path: `/thanos.${service}`, type: 'Prefix' })),
    timeoutSeconds: routeTimeoutSeconds(timeout),
    network,
  };
}

function endsBefore(host: string, authority: string): Problem {
  return {
    rule: 'THANOS-237',
    what: `StoreAPI is exposed at ${host} by a controller at which TLS ends, and with grpcTls the querier behind takes nobody without a certificate of ${authority}, which that controller does not show: no other cluster would reach it`,
    fix: 'Expose it with Exposure.gatewayApi and a gatewayClass, whose own Gateway shows one, or with Exposure.azureInternalLoadBalancer, with which TLS goes through to the querier; or leave grpcTls out',
  };
}

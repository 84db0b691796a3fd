import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { BackendTlsPolicy } from '../../../imports/backendtlspolicies-gateway.networking.k8s.io';
import type { BackendTrafficPolicy } from '../../../imports/backendtrafficpolicies-gateway.envoyproxy.io';
import type { Certificate } from '../../../imports/certificates-cert-manager.io';
import type { ClientTrafficPolicy } from '../../../imports/clienttrafficpolicies-gateway.envoyproxy.io';
import type { GrpcRoute } from '../../../imports/grpcroutes-gateway.networking.k8s.io';
import type { HttpRoute } from '../../../imports/httproutes-gateway.networking.k8s.io';
import type { SecurityPolicy } from '../../../imports/securitypolicies-gateway.envoyproxy.io';
import { serverCertificate } from '../../certificates/certificate';
import type { Peer } from '../../kubernetes/network';
import type { TokenAdmission } from '../../remote-write/token-admission';
import { claim } from '../../validation/claim';
import { type Problem, reportProblem } from '../../validation/problem';
import { DNS_NAME } from '../../values/dns-name';
import type { Authentication } from '../authentication';
import type { ExposureRequest, IExposureController } from '../controller';
import { OwnGateway } from './own-gateway';
import {
  backendTlsPolicy,
  basicAuthPolicy,
  clientCertificatePolicy,
  denialPolicy,
  grpcTimeoutPolicy,
  tokenPolicy,
} from './policies';
import { closedRoute, grpcRoute, httpRoute, type RouteProps, writerRoute } from './routes';

/** A listener with TLS of a Gateway that somebody else makes. Its `allowedRoutes` have to admit the namespace of the routes. */
export interface GatewayListener {
  /** The Gateway's name. */
  readonly name: string;
  readonly namespace: string;
  /** The listener's name: routes without one would answer over plain HTTP too, passwords included. */
  readonly sectionName: string;
}

interface EnvoyGatewayProps {
  /** Where Envoy runs, for NetworkPolicies. @default 'envoy-gateway-system' */
  readonly controllerNamespace?: string;
}

/** A Gateway that is made beside the Services, with a listener for each host. */
export interface OwnGatewayApiProps extends EnvoyGatewayProps {
  /** The GatewayClass of Envoy Gateway, as `kubectl get gatewayclass` shows it. */
  readonly gatewayClass: string;
  /** Exposures of a chart share the Gateway of a name, and so its address. @default - the stack's name, 'thanos' */
  readonly gatewayName?: string;
  readonly gateway?: never;
}

/** A Gateway that is there. It has the certificates, and redirects plain HTTP. */
export interface ExistingGatewayApiProps extends EnvoyGatewayProps {
  readonly gateway: GatewayListener;
  readonly gatewayClass?: never;
  readonly gatewayName?: never;
}

export type GatewayApiProps = OwnGatewayApiProps | ExistingGatewayApiProps;

/** What one cluster and tenant need to write. */
export interface WriterObjects {
  readonly policy: SecurityPolicy;
  readonly route: HttpRoute;
}

/** What the Gateway API and Envoy Gateway need for one route. */
export interface GatewayApiObjects {
  /** For remote write by tokens it leads nowhere. */
  readonly route: HttpRoute | GrpcRoute;
  /** What asks clients who they are; for remote write by tokens, what denies all that no writer's policy allows. */
  readonly policy?: SecurityPolicy | ClientTrafficPolicy;
  /** For gRPC. */
  readonly timeout?: BackendTrafficPolicy;
  /** For pods that ask for certificates: how they are spoken to. */
  readonly backendTls?: BackendTlsPolicy;
  /** For remote write by tokens: by cluster, or `<cluster>.<tenant>`. */
  readonly writers: ReadonlyMap<string, WriterObjects>;
  /** Where there is an issuer to ask. */
  readonly certificate?: Certificate;
  /** Unless it exists. */
  readonly gateway?: OwnGateway;
}

/**
 * The Gateway API with Envoy Gateway: its routes in the API's own words, and what it has no words for, which is authentication above
 * all, by policies of Envoy Gateway.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/
 */
export class GatewayApi implements IExposureController<Authentication, GatewayApiObjects> {
  readonly peer: Peer;
  /** What a Gateway shows is in its own words, and so up to whom it belongs to. */
  readonly showsCertificates: boolean;

  constructor(readonly props: GatewayApiProps) {
    this.showsCertificates = props.gateway === undefined;
    this.peer = { namespace: props.controllerNamespace ?? 'envoy-gateway-system' };
  }

  /** Another than an Ingress of the same Service has, so that both can be there while clients move. */
  tlsSecretName(objectName: string): string {
    return `${objectName}-gateway-tls`;
  }

  problems(authentication: Authentication): Problem[] {
    const { gatewayClass, gatewayName, controllerNamespace, gateway } = this.props;
    const names = Object.entries({
      gatewayClass,
      gatewayName,
      controllerNamespace,
      'gateway.name': gateway?.name,
      'gateway.namespace': gateway?.namespace,
      'gateway.sectionName': gateway?.sectionName,
    });
    const problems = names
      .filter(([, value]) => value !== undefined && !DNS_NAME.test(value))
      .map(
        ([option, value]): Problem => ({
          rule: 'THANOS-202',
          what: `${option} "${value}" is no name of a Kubernetes object: those are lower-case letters, digits, dashes and dots`,
          fix: 'Write the name as kubectl shows it',
        }),
      );
    if (gateway && authentication.type === 'client-certificate') {
      problems.push({
        rule: 'THANOS-224',
        what: `Clients are to show certificates at the Gateway "${gateway.name}", and its listener asks for them, or not: it belongs to somebody else`,
        fix: 'Give gatewayClass in place of gateway: a Gateway of its own asks; or, for StoreAPI, use Exposure.azureInternalLoadBalancer',
      });
    }
    return problems;
  }

  expose(scope: Construct, request: ExposureRequest): GatewayApiObjects {
    this.checkName(scope, request);
    const { name, namespace, labels, host, route, tokens } = request;
    const { parent, gateway } = this.attach(scope, request);
    const props: RouteProps = { name, namespace, labels, host, route, parent };
    const certificate = gateway && certificateOf(scope, request);
    if (tokens) {
      const policy = denialPolicy(scope, props, gateway && { gateway: gateway.gateway.name, host });
      return { policy, route: closedRoute(scope, props), writers: admit(scope, props, tokens), certificate, gateway };
    }
    // Policies come first in the file: whoever applies it in order never shows the route to everybody.
    const policy = authenticationPolicy(scope, request, gateway);
    const backendTls = policyOfPods(scope, request, gateway);
    const writers = new Map<string, WriterObjects>();
    if (route.protocol !== 'grpc') {
      return { policy, backendTls, route: httpRoute(scope, props, request.tenant), writers, certificate, gateway };
    }
    const { timeoutSeconds } = route;
    const timeout = timeoutSeconds === undefined ? undefined : grpcTimeoutPolicy(scope, props, timeoutSeconds);
    return { policy, backendTls, route: grpcRoute(scope, props), timeout, writers, certificate, gateway };
  }

  /** The listener that routes are for: an existing one, or one of its own for the host. */
  private attach(scope: Construct, { namespace, host, route, tlsSecretName }: ExposureRequest) {
    if (this.props.gateway) return { parent: { ...this.props.gateway } };
    const { gatewayClass, gatewayName } = this.props;
    const stack = route.network.identity.selector['app.kubernetes.io/instance'];
    const gateway = OwnGateway.of(scope, { name: gatewayName ?? stack ?? route.service, namespace, gatewayClass });
    gateway.addListener(host, tlsSecretName);
    return { parent: { name: gateway.gateway.name, sectionName: host }, gateway };
  }

  private checkName(scope: Construct, { name, namespace, route }: ExposureRequest): void {
    const kind = route.protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute';
    const owner = claim(Chart.of(scope), scope, `${kind} ${namespace}/${name}`);
    if (owner === undefined) return;
    reportProblem(scope, {
      rule: 'THANOS-101',
      what: `${kind} "${name}" is already made by ${owner}, and one would overwrite the other`,
      fix: `Give one of the two an objectName, for example '${name}-internal'`,
    });
  }
}

/** One route and one policy for each cluster, so that a mistake in one keeps no other from writing. */
function admit(scope: Construct, props: RouteProps, admission: TokenAdmission): ReadonlyMap<string, WriterObjects> {
  const writers = new Map<string, WriterObjects>();
  const parent = new Construct(scope, 'writers');
  admission.forEachGroup((group) => {
    const own = new Construct(parent, group.name);
    const named = { ...props, name: `${props.name}-${group.name}` };
    const policy = tokenPolicy(own, named, admission, group);
    writers.set(group.name, { policy, route: writerRoute(own, named, group) });
  });
  return writers;
}

function authenticationPolicy(
  scope: Construct,
  { authentication, host, route, ...props }: ExposureRequest,
  gateway: OwnGateway | undefined,
): SecurityPolicy | ClientTrafficPolicy | undefined {
  const grpc = route.protocol === 'grpc';
  if (authentication.type === 'basic') {
    const kind = grpc ? 'GRPCRoute' : 'HTTPRoute';
    return basicAuthPolicy(scope, props, { kind, secretName: authentication.secretName });
  }
  if (authentication.type !== 'client-certificate' || !gateway) return undefined;
  const { caSecretName } = authentication;
  return clientCertificatePolicy(scope, props, { gateway: gateway.gateway.name, host, grpc, caSecretName });
}

function policyOfPods(
  scope: Construct,
  { route, ...props }: ExposureRequest,
  gateway: OwnGateway | undefined,
): BackendTlsPolicy | undefined {
  const { tls } = route;
  return (
    tls &&
    gateway &&
    backendTlsPolicy(scope, props, { route, tls, secretName: gateway.showCertificate(scope, tls.issuer) })
  );
}

function certificateOf(scope: Construct, request: ExposureRequest): Certificate | undefined {
  const { tlsSecretName: secretName, namespace, labels, host, issuer } = request;
  return issuer && serverCertificate(scope, { secretName, namespace, labels, host, issuer });
}

import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { BackendTlsPolicy } from '../../../imports/backendtlspolicies-gateway.networking.k8s.io';
import { BackendTrafficPolicy } from '../../../imports/backendtrafficpolicies-gateway.envoyproxy.io';
import { ClientTrafficPolicy } from '../../../imports/clienttrafficpolicies-gateway.envoyproxy.io';
import {
  SecurityPolicySpecAuthorizationRulesAction as Action,
  SecurityPolicySpecAuthorizationDefaultAction as DefaultAction,
  SecurityPolicy,
  type SecurityPolicySpecJwtProviders,
} from '../../../imports/securitypolicies-gateway.envoyproxy.io';
import { type EntraApplication, entraTokenVersions } from '../../remote-write/entra';
import type { TokenAdmission, WriterGroup } from '../../remote-write/token-admission';
import { kubernetesJwksUri } from '../../values/oidc-issuer';
import type { Route, RouteTls } from '../route';

const GROUP = 'gateway.networking.k8s.io';

/** What a policy is called, and what it is for. */
interface PolicyProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Asks for a user and a password, which are in key `.htpasswd` of the Secret. */
export function basicAuthPolicy(
  scope: Construct,
  props: PolicyProps,
  { kind, secretName }: { readonly kind: 'HTTPRoute' | 'GRPCRoute'; readonly secretName: string },
): SecurityPolicy {
  return new SecurityPolicy(scope, 'policy', {
    metadata: metadata(props),
    spec: { targetRefs: [target(kind, props.name)], basicAuth: { users: { name: secretName } } },
  });
}

/**
 * Denies everybody whom no policy of a writer's route admits. At a Gateway of its own that is the whole listener, so that a route is
 * closed, too, while its own policy is not there.
 */
export function denialPolicy(
  scope: Construct,
  props: PolicyProps,
  listener: { readonly gateway: string; readonly host: string } | undefined,
): SecurityPolicy {
  const denied = listener
    ? { ...target('Gateway', listener.gateway), sectionName: listener.host }
    : target('HTTPRoute', props.name);
  return new SecurityPolicy(scope, 'denial', {
    metadata: metadata(props),
    spec: { targetRefs: [denied], authorization: { defaultAction: DefaultAction.DENY } },
  });
}

/** Admits the ServiceAccounts, or the identities, of one cluster that write for one tenant, and nobody else. */
export function tokenPolicy(
  scope: Construct,
  props: PolicyProps,
  admission: TokenAdmission,
  group: WriterGroup,
): SecurityPolicy {
  const trusted = admission.entra ? entraProviders(group, admission.entra) : [clusterProvider(group, admission)];
  const values: string[] = Lazy.any({ produce: () => [...group.subjects] });
  return new SecurityPolicy(scope, 'policy', {
    metadata: metadata(props),
    spec: {
      targetRefs: [target('HTTPRoute', props.name)],
      jwt: { providers: trusted.map(({ provider }) => provider) },
      authorization: {
        defaultAction: DefaultAction.DENY,
        rules: trusted.map(({ provider, claim }) => ({
          name: provider.name,
          action: Action.ALLOW,
          principal: { jwt: { provider: provider.name, claims: [{ name: claim, values }] } },
        })),
      },
    },
  });
}

/** Whose tokens are verified, and by which claim of them it is told who shows one. */
interface Trusted {
  readonly provider: SecurityPolicySpecJwtProviders;
  readonly claim: string;
}

function clusterProvider({ cluster, issuer }: WriterGroup, { audience }: TokenAdmission): Trusted {
  const remoteJwks = { uri: kubernetesJwksUri(issuer) };
  return { provider: { name: cluster, issuer, audiences: [audience], remoteJwks }, claim: 'sub' };
}

function entraProviders({ cluster }: WriterGroup, application: EntraApplication): Trusted[] {
  return entraTokenVersions(application).map(({ version, issuer, jwksUri, clientIdClaim, audiences }) => ({
    provider: { name: `${cluster}-${version}`, issuer, audiences: [...audiences], remoteJwks: { uri: jwksUri } },
    claim: clientIdClaim,
  }));
}

/**
 * Asks for a certificate while the connection to a host is made. Where listeners have one wildcard certificate, Envoy Gateway takes
 * HTTP/1.1 alone unless it is told otherwise, and gRPC is HTTP/2.
 */
export function clientCertificatePolicy(
  scope: Construct,
  props: PolicyProps,
  listener: { readonly gateway: string; readonly host: string; readonly grpc: boolean; readonly caSecretName: string },
): ClientTrafficPolicy {
  return new ClientTrafficPolicy(scope, 'policy', {
    metadata: metadata(props),
    spec: {
      targetRefs: [{ ...target('Gateway', listener.gateway), sectionName: listener.host }],
      tls: {
        alpnProtocols: listener.grpc ? ['h2'] : undefined,
        clientValidation: { caCertificateRefs: [{ kind: 'Secret', name: listener.caSecretName }] },
      },
    },
  });
}

/** How long an answer over gRPC may take: a GRPCRoute has no word for it. */
export function grpcTimeoutPolicy(scope: Construct, props: PolicyProps, seconds: number): BackendTrafficPolicy {
  return new BackendTrafficPolicy(scope, 'timeout', {
    metadata: metadata(props),
    spec: {
      targetRefs: [target('GRPCRoute', props.name)],
      timeout: { http: { requestTimeout: `${seconds}s` } },
    },
  });
}

/**
 * Speaks TLS to the pods, and verifies them by `ca.crt` in the Secret of the Gateway's own certificate. That they share one authority is
 * what makes the Secret the right one, and naming it here has Envoy Gateway read a renewed certificate: for the Gateway's own reference
 * it does not look again.
 *
 * @see https://github.com/envoyproxy/gateway/blob/v1.9.1/internal/provider/kubernetes/indexers.go (secretGatewayIndexFunc)
 */
export function backendTlsPolicy(
  scope: Construct,
  props: PolicyProps,
  { route, tls, secretName }: { readonly route: Route; readonly tls: RouteTls; readonly secretName: string },
): BackendTlsPolicy {
  return new BackendTlsPolicy(scope, 'backend-tls', {
    metadata: metadata(props),
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: route.service, sectionName: route.port.name }],
      validation: { caCertificateRefs: [{ group: '', kind: 'Secret', name: secretName }], hostname: tls.serverName },
    },
  });
}

function metadata({ name, namespace, labels }: PolicyProps) {
  return { name, namespace, labels: { ...labels } };
}

function target(kind: string, name: string) {
  return { group: GROUP, kind, name };
}

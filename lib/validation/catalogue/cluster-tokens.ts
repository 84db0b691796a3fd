import type { RuleSet } from '../rule';

const PROJECTION =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection';
const SECURITY_POLICY = 'https://gateway.envoyproxy.io/docs/api/extension_types/#securitypolicy';
const ENTRA = 'https://learn.microsoft.com/entra/identity-platform/access-tokens';
const GATEWAY = 'https://gateway-api.sigs.k8s.io/reference/spec/';
const DISCOVERY =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery';

/** Clusters that write by tokens, tenants that nobody forges, and the Gateways that see to both. */
export const CLUSTER_TOKEN_RULES = {
  'THANOS-220': {
    severity: 'error',
    title: 'An OpenID issuer, or the address of its keys, is not https',
    protects: 'Whoever sits between the edge and the issuer hands out keys of his own, and writes as that cluster.',
    sources: ['https://openid.net/specs/openid-connect-discovery-1_0.html#IssuerDiscovery', SECURITY_POLICY],
  },
  'THANOS-221': {
    severity: 'error',
    title: 'Two clusters have one OpenID issuer',
    protects:
      'A token names its issuer and its ServiceAccount, and no cluster. Both clusters write as either of them, also where their ServiceAccounts differ: each can make those of the other.',
    sources: [DISCOVERY],
  },
  'THANOS-222': {
    severity: 'error',
    title: 'A cluster without an OpenID issuer writes where clusters show tokens',
    protects: 'Nobody can verify its tokens, so that all of its samples would be refused.',
    sources: [PROJECTION, 'https://learn.microsoft.com/azure/aks/use-oidc-issuer'],
  },
  'THANOS-223': {
    severity: 'error',
    title: 'A password is sent where clusters show tokens or certificates',
    protects: 'The edge refuses it, and a secret is stored and sent that nobody needs.',
    sources: [PROJECTION],
  },
  'THANOS-224': {
    severity: 'error',
    title: 'An existing Gateway is to ask clients for certificates',
    protects:
      'Certificates are asked for by the listener, which belongs to somebody else. Everybody could read all series there.',
    sources: ['https://gateway.envoyproxy.io/docs/api/extension_types/#clienttrafficpolicy'],
  },
  'THANOS-225': {
    severity: 'error',
    title: 'A tenant with a route of its own has a name that no object or host can have',
    protects: 'The API server refuses the route, and the tenant can neither write nor read.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  'THANOS-226': {
    severity: 'error',
    title: 'A controller is to name the tenant, and cannot',
    protects: 'Clients would name it themselves, and read the series of every tenant.',
    sources: [
      'https://thanos.io/tip/components/query.md/',
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
    ],
  },
  'THANOS-227': {
    severity: 'error',
    title: 'The edge names tenants, and clients can choose theirs all the same',
    protects: 'Clusters write, or people read, as a tenant that they choose themselves.',
    sources: ['https://thanos.io/tip/components/receive.md/', 'https://thanos.io/tip/components/query.md/'],
  },
  'THANOS-228': {
    severity: 'error',
    title: 'One Gateway is asked for with two classes, or for certificates of two authorities',
    protects:
      'A Gateway has one controller, and one certificate for the pods behind it: the hosts of the other exposure would answer by none of its rules, or not at all.',
    sources: [GATEWAY],
  },
  'THANOS-229': {
    severity: 'warning',
    title: 'A host for tokens of clusters to which no cluster writes',
    protects: 'Nobody asks for a token for that audience, and the host answers 404 to everybody.',
    sources: [PROJECTION],
  },
  'THANOS-230': {
    severity: 'error',
    title: "A policy admits every ServiceAccount of a cluster's issuer",
    protects:
      'Every pod of that cluster can get a token for any audience, and so could write, or read, as its Prometheus.',
    sources: [SECURITY_POLICY, PROJECTION],
  },
  'THANOS-231': {
    severity: 'error',
    title: 'A route names a listener that its Gateway does not have',
    protects: 'The route is attached to nothing: the host answers 404, and samples are lost.',
    sources: [GATEWAY],
  },
  'THANOS-240': {
    severity: 'error',
    title: 'A cluster without an identity in Entra writes where clusters show tokens of Entra',
    protects: 'It can ask for no token, so that all of its samples would be refused.',
    sources: [ENTRA],
  },
  'THANOS-241': {
    severity: 'error',
    title: 'Two clusters write as one identity in Entra',
    protects: 'A token names the identity, and no cluster: each cluster writes as the other.',
    sources: [ENTRA],
  },
  'THANOS-242': {
    severity: 'error',
    title: 'A policy admits every application of an Entra tenant',
    protects: 'Whatever has an identity in the tenant can get a token for the edge, and so could write, or read.',
    sources: [SECURITY_POLICY, ENTRA],
  },
  'THANOS-243': {
    severity: 'error',
    title: 'Prometheus asks Entra for a token, and does not say for whom',
    protects: 'It gets one for Azure Monitor, which every other receiver refuses.',
    sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write'],
  },
} as const satisfies RuleSet;

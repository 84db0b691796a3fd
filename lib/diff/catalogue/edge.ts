import type { ChangeSet } from '.';

const GATEWAY = 'https://gateway-api.sigs.k8s.io/reference/spec/';
const ENVOY = 'https://gateway.envoyproxy.io/docs/api/extension_types/';
const BACKEND_TLS = [
  'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/',
  'envoyproxy/gateway v1.9.1 internal/gatewayapi/backendtlspolicy.go',
];
const TRAEFIK = 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/';
const JWT = 'https://gateway.envoyproxy.io/docs/tasks/security/jwt-authentication/';
const AUTHORIZATION = 'envoyproxy/gateway v1.9.1 internal/gatewayapi/securitypolicy.go';
const CLAIMS = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/jwt_authn/v3/config.proto';
const BUFFER = 'https://gateway.envoyproxy.io/docs/tasks/traffic/request-buffering/';
const RATE = 'https://gateway.envoyproxy.io/docs/tasks/traffic/global-rate-limit/';
const NOT_REPEATED = 'prometheus v3.13.1 storage/remote/client.go (Store)';

/** The Gateway API, policies of Envoy Gateway, and Traefik's own kinds. */
export const EDGE_CHANGES = {
  'DIFF-352': {
    level: 'data',
    title: 'A listener or entry point is gone, or another one',
    means: 'Clients find another port or protocol than they have, or none; routes for it are cut off.',
    instead: 'Have both until clients have moved.',
    sources: [GATEWAY, `${TRAEFIK}ingressroute/`],
  },
  'DIFF-353': {
    level: 'data',
    title: 'A Gateway is of another class, or has another address',
    means: 'Envoy is made anew by another controller, or answers elsewhere.',
    instead: 'Make a second Gateway, and move DNS before this one goes.',
    sources: [GATEWAY],
  },
  'DIFF-354': {
    level: 'data',
    title: 'A listener takes routes from other namespaces',
    means: 'Whoever may make routes there can take requests for its hosts.',
    instead: 'Name the namespaces that need it.',
    sources: [GATEWAY, 'https://gateway-api.sigs.k8s.io/concepts/security-model/'],
  },
  'DIFF-355': {
    level: 'config',
    title: 'A listener takes routes from fewer namespaces',
    means: 'Routes of the others are cut off.',
    sources: [GATEWAY],
  },
  'DIFF-356': {
    level: 'config',
    title: 'Paths or headers of requests are read otherwise',
    means: 'Envoy changes them before it looks for a route and asks who may.',
    instead: 'Try what must be refused.',
    sources: [ENVOY, CLAIMS],
  },
  'DIFF-357': {
    level: 'config',
    title: 'An answer may take less time',
    means:
      'Longer queries end with an error; Prometheus sends again what was cut off. Where nobody says so it is 15 seconds.',
    sources: [GATEWAY, 'https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts'],
  },
  'DIFF-358': {
    level: 'data',
    title: 'Writers may send less through the edge',
    means:
      'What is larger is answered 413, which Prometheus does not repeat; what is too much 429, which it repeats where it is told so.',
    instead:
      'Look at what writers send now, and let them send smaller requests, or repeat what is answered 429, first.',
    sources: [BUFFER, RATE, NOT_REPEATED],
  },
  'DIFF-359': {
    level: 'config',
    title: 'Clients may send less through the edge',
    means: 'What is larger is answered 413, what is too much 429.',
    sources: [BUFFER, RATE],
  },
  'DIFF-360': {
    level: 'data',
    title: 'Requests no longer find a route',
    means: 'They are answered 404, which Prometheus does not repeat.',
    instead: 'Let clients ask elsewhere first, unless they are to be shut out.',
    sources: [GATEWAY, NOT_REPEATED],
  },
  'DIFF-361': {
    level: 'config',
    title: 'Clients may send more through the edge',
    means: 'Nothing holds them back there, or less: limits of what is behind count.',
    sources: [BUFFER, RATE],
  },
  'DIFF-362': {
    level: 'data',
    title: 'Who sends a request names the tenant himself',
    means: 'The edge neither sets nor removes the header that Thanos believes, and makes it of no claim of a token.',
    instead: 'Keep the filter, middleware or claim.',
    sources: [
      'https://thanos.io/tip/components/receive.md/#tenancy',
      GATEWAY,
      `${TRAEFIK}middlewares/headers/`,
      CLAIMS,
    ],
  },
  'DIFF-363': {
    level: 'data',
    title: 'Requests are those of another tenant',
    means: 'Series end in one tenant and begin anew in another; readers see those of another.',
    sources: ['https://thanos.io/tip/components/receive.md/#tenancy', GATEWAY, CLAIMS],
  },
  'DIFF-364': {
    level: 'config',
    title: 'Plain HTTP is no longer sent to https',
    means: 'Who asks so is answered 404.',
    sources: [GATEWAY, `${TRAEFIK}middlewares/redirectscheme/`],
  },
  'DIFF-365': {
    level: 'data',
    title: 'A new route asks nobody who they are',
    means: 'No policy is for it, nor for its Gateway.',
    instead: 'Apply a SecurityPolicy first.',
    sources: [ENVOY],
  },
  'DIFF-366': {
    level: 'config',
    title: 'A policy comes or goes, and nothing opens',
    means: 'What it was for goes too, or another policy asks for the same.',
    sources: [ENVOY],
  },
  'DIFF-367': {
    level: 'data',
    title: 'The edge speaks to pods without TLS, or takes anybody for them',
    means: 'No policy says that they speak TLS, or it names no authority of your own.',
    instead: 'Keep the policy, or change pods and policy together.',
    sources: BACKEND_TLS,
  },
  'DIFF-368': {
    level: 'config',
    title: 'The edge speaks to pods by TLS, or verifies them otherwise',
    means: 'Pods that do not speak it, or have another certificate, are not reached.',
    instead: 'Give it to pods first.',
    sources: BACKEND_TLS,
  },
  'DIFF-369': {
    level: 'data',
    title: 'The edge shows no certificate to pods',
    means: 'Those that ask for one refuse it.',
    instead: 'Have pods ask for none first.',
    sources: [GATEWAY, 'envoyproxy/gateway v1.9.1 internal/gatewayapi/contexts.go (GetBackendTLSConfig)'],
  },
  'DIFF-370': {
    level: 'config',
    title: 'More are let in by a token',
    means: 'A cluster, an account or an audience more.',
    sources: [JWT],
  },
  'DIFF-371': {
    level: 'data',
    title: 'Every account of an issuer is let in, or every audience',
    means: 'Each pod of a cluster can get a token of its issuer.',
    instead: 'Name audiences and subjects, and deny the rest.',
    sources: [
      JWT,
      AUTHORIZATION,
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    ],
  },
  'DIFF-372': {
    level: 'data',
    title: 'A writer is let in no longer',
    means: 'It is answered 400, 401 or 403, which Prometheus does not repeat, or gets no connection.',
    instead: 'Let it write elsewhere first, unless it is to be shut out.',
    sources: [NOT_REPEATED, JWT],
  },
  'DIFF-373': {
    level: 'data',
    title: 'Tokens are verified by what comes in plain text',
    means: 'Whoever is between issuer and edge can be whom he likes.',
    instead: 'Write the https address.',
    sources: [JWT, 'https://openid.net/specs/openid-connect-discovery-1_0.html'],
  },
  'DIFF-374': {
    level: 'config',
    title: 'Tokens are verified by other keys',
    means: 'Whoever holds them is believed.',
    sources: [JWT],
  },
  'DIFF-375': {
    level: 'config',
    title: 'Two policies are for one route',
    means: 'The one that was made first counts, the other does nothing.',
    instead: 'Put both into one.',
    sources: [AUTHORIZATION, 'https://gateway-api.sigs.k8s.io/geps/gep-713/'],
  },
  'DIFF-376': {
    level: 'data',
    title: 'A route names a middleware that is gone',
    means: 'Traefik answers none of its requests.',
    instead: 'Take it out of the route first.',
    sources: ['traefik v3.7.6 pkg/server/middleware/middlewares.go', `${TRAEFIK}ingressroute/`],
  },
} as const satisfies ChangeSet;

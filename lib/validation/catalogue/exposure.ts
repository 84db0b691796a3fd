import type { RuleSet } from '../rule';

const ACME = 'https://cert-manager.io/docs/configuration/acme/';
const NGINX = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/';

/** How components are reached from outside, and with which certificates. */
export const EXPOSURE_RULES = {
  'THANOS-201': {
    severity: 'error',
    title: 'A host, domain or zone is no DNS name',
    protects: 'No client finds such a host, and no certificate is issued for it.',
    sources: ['https://www.rfc-editor.org/rfc/rfc1123#section-2.1'],
  },
  'THANOS-202': {
    severity: 'error',
    title: 'Something is referred to by a name that no such object can have',
    protects: 'The object cannot exist, so pods do not start and controllers leave the Ingress or issuer alone.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  'THANOS-203': {
    severity: 'error',
    title: 'A Secret of an Ingress is in another namespace',
    protects:
      'Controllers read the Secrets of the own namespace alone: ingress-nginx refuses all requests to that host, Grafana and remote writers included.',
    sources: [
      NGINX,
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-cross-namespace-resources',
    ],
  },
  'THANOS-204': {
    severity: 'warning',
    title: 'The basic-auth Secret is made in a namespace that its Ingress is not in',
    protects: 'Without the Secret beside it, ingress-nginx refuses all requests to that host.',
    sources: [NGINX],
  },
  'THANOS-205': {
    severity: 'error',
    title: 'One host and path leads to two places',
    protects: 'Requests go to either of them: samples are lost, or queries come from another Thanos.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/ingress/'],
  },
  'THANOS-206': {
    severity: 'error',
    title: 'A wildcard host is to be proved by HTTP-01',
    protects: 'ACME servers prove wildcards by DNS-01 only, so the certificate is never issued.',
    sources: ['https://letsencrypt.org/docs/challenge-types/', ACME],
  },
  'THANOS-207': {
    severity: 'error',
    title: 'The e-mail address of an ACME account is none, or an example',
    protects: 'The account is not registered, and no certificate is ever issued.',
    sources: ['https://www.rfc-editor.org/rfc/rfc8555#section-7.3', ACME],
  },
  'THANOS-208': {
    severity: 'warning',
    title: 'An ACME account has no e-mail address',
    protects: 'Nobody can be reached when the server closes the account or replaces certificates.',
    sources: [ACME],
  },
  'THANOS-209': {
    severity: 'error',
    title: 'The server of an ACME issuer is not the https URL of a directory',
    protects: 'The issuer never becomes ready, and no certificate is issued.',
    sources: [ACME],
  },
  'THANOS-210': {
    severity: 'error',
    title: 'An ACME issuer has no solver for a name, or one that is never used',
    protects: 'The name is never proved, and its certificate is missing or runs out.',
    sources: [ACME],
  },
  'THANOS-211': {
    severity: 'error',
    title: 'The Issuer is in another namespace than what it is to issue for',
    protects: 'An Issuer serves its own namespace: no certificate is issued.',
    sources: ['https://cert-manager.io/docs/concepts/issuer/#namespaces'],
  },
  'THANOS-212': {
    severity: 'error',
    title: 'A limit of a route is one that no controller can keep',
    protects: 'It is rounded, or read as no limit at all.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size'],
  },
  'THANOS-213': {
    severity: 'error',
    title: 'The controller refuses characters of a path or a realm',
    protects: 'It refuses the whole Ingress with them, and the host answers 404.',
    sources: [NGINX],
  },
  'THANOS-214': {
    severity: 'error',
    title: 'An annotation is set that decides who reaches what',
    protects: 'Authentication, TLS and paths are decided by the exposure, so that nothing switches them off unnoticed.',
    sources: [NGINX],
  },
  'THANOS-215': {
    severity: 'error',
    title: 'Remote write is reachable without authentication',
    protects: 'Everybody who reaches the address can write series for every tenant, and fill receive and the bucket.',
    sources: ['https://thanos.io/tip/components/receive.md/', NGINX],
  },
  'THANOS-216': {
    severity: 'warning',
    title: 'A Thanos component is reachable over plain HTTP',
    protects: 'Passwords and metrics are readable for everybody on the way.',
    sources: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls', NGINX],
  },
} as const satisfies RuleSet;

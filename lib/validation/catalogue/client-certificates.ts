import type { RuleSet } from '../rule';

const REMOTE_WRITE = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write';
const NGINX =
  'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#client-certificate-authentication';
const ENVOY = 'https://gateway.envoyproxy.io/docs/tasks/security/mutual-tls/';

/** Remote writers that show certificates. */
export const CLIENT_CERTIFICATE_RULES = {
  'THANOS-244': {
    severity: 'error',
    title: 'A remote write shows no certificate where clients are asked for one',
    protects:
      'It is refused: ingress-nginx answers 400, which Prometheus does not repeat, so that samples are lost; others let no connection be made.',
    sources: [NGINX, ENVOY, REMOTE_WRITE],
  },
  'THANOS-245': {
    severity: 'error',
    title: 'A client certificate is given where nobody asks for one',
    protects: 'It proves nothing there: who may write is decided by something else, or by nothing.',
    sources: [REMOTE_WRITE],
  },
} as const satisfies RuleSet;

import type { ChangeSet } from '.';

const PROMCFG = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write';
const API = 'https://prometheus-operator.dev/docs/api-reference/api/';
const CLIENT = 'prometheus v3.13.1 storage/remote/client.go (Store)';
const PROJECTED =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection';

/** How a Prometheus shows at the edge who it is. */
export const TOKEN_CHANGES = {
  'DIFF-630': {
    level: 'config',
    title: 'A remote write shows in another way who it is',
    means: 'By password, token or Entra identity. What the edge does not know is answered 401, which is not repeated.',
    instead: 'Let the edge know the new way first.',
    sources: [PROMCFG, API, CLIENT],
  },
  'DIFF-631': {
    level: 'data',
    title: 'A remote write has no token to send',
    means: 'No volume puts one where it looks; what is not sent stays in the WAL for some two hours.',
    instead: 'Let credentialsFile be the path of a projected token.',
    sources: [PROJECTED, CLIENT, 'https://prometheus.io/docs/practices/remote_write/'],
  },
  'DIFF-632': {
    level: 'data',
    title: 'Tokens of a writer are for another audience, or of another account',
    means: 'The edge that knows the one before answers 403, which Prometheus does not repeat.',
    instead: 'Let the edge admit both first.',
    sources: [PROJECTED, CLIENT],
  },
  'DIFF-633': {
    level: 'data',
    title: 'A writer says that it is another cluster or tenant',
    means: 'Its series are of another tenant from then on, or nobody takes them.',
    instead: 'Let the edge know it first.',
    sources: [CLIENT, 'https://thanos.io/tip/components/receive.md/#tenancy'],
  },
  'DIFF-634': {
    level: 'data',
    title: 'The edge of the same cluster refuses a writer',
    means: 'Its policies name another account or audience, or no route is for it.',
    instead: 'Change both together, the edge first.',
    sources: [CLIENT, 'https://gateway.envoyproxy.io/docs/tasks/security/jwt-authentication/'],
  },
} as const satisfies ChangeSet;

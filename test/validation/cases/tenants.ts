import type { HASHRING_RULES } from '../../../lib/validation/catalogue/hashrings';
import type { RuleCase, RuleCases } from '../attempt';
import { INGESTOR_LABEL, ringFlag, workloadYaml } from './receive-yaml';
import { thanos } from './stack';

const endpoints = ['receive.example.net:10901'];
const all = { hashring: 'all', endpoints };
const teamA = { hashring: 'a', tenants: ['team-a'], endpoints };
const teams = { hashring: 'teams', tenants: ['team-*'], tenant_matcher_type: 'glob', endpoints };

const router = (rings: readonly object[], ...flags: string[]) =>
  workloadYaml({ name: 'router', kind: 'Deployment', flags: [INGESTOR_LABEL, ringFlag(...rings), ...flags] });

const prometheus = (headers: string, url = 'http://router.monitoring.svc:19291') => `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: prometheus, namespace: prometheus }
spec:
  externalLabels: { cluster: west }
  serviceMonitorSelector: {}
  remoteWrite: [{ url: "${url}/api/v1/receive", headers: ${headers} }]
---`;

/** Remote write without a tenant, by way of an Ingress. */
const outside = `${prometheus('{}', 'https://receive.example.com')}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: router
  namespace: monitoring
  annotations: { nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: basic-auth }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [receive.example.com], secretName: receive-tls }]
  rules:
    - host: receive.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: router, port: { name: remote-write } } } }]
`;

export const tenantCases: Pick<RuleCases<keyof typeof HASHRING_RULES>, 'THANOS-012' | 'THANOS-013'> = {
  'THANOS-012': [
    {
      trips: thanos({ receive: { router: {}, hashrings: [{ name: 'all' }, { name: 'a', tenants: ['team-a'] }] } }),
      passes: thanos({ receive: { router: {}, hashrings: [{ name: 'a', tenants: ['team-a'] }, { name: 'all' }] } }),
    },
    { trips: router([all, teamA]), passes: router([teamA, all]) },
  ],
  'THANOS-013': [
    {
      trips: router([all]) + prometheus('{ X-Scope-OrgID: team-a }'),
      passes: router([all], '--receive.tenant-header=x-scope-orgid') + prometheus('{ X-Scope-OrgID: team-a }'),
    },
    {
      trips: router([teamA]) + prometheus('{ THANOS-TENANT: team-b }'),
      passes: router([teamA], '--receive.tenant-header=X-Tenant') + prometheus('{ THANOS-TENANT: team-a }'),
    },
    {
      trips: router([teams]) + outside,
      passes: router([teams], '--receive.default-tenant-id=team-x') + outside,
    },
  ],
};

/** In manifests, what is also told of options. */
export const tenantListCases: Readonly<Record<'THANOS-524' | 'THANOS-525', RuleCase>> = {
  'THANOS-524': { trips: router([teamA, { ...teamA, hashring: 'b' }]), passes: router([teamA, teams]) },
  'THANOS-525': { trips: router([{ ...all, tenants: [] }, teamA]), passes: router([teamA, { ...all, tenants: [] }]) },
};

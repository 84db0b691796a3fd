import type { RuleSet } from '../rule';

const QUERY = 'https://thanos.io/tip/components/query.md/';

/** Queriers that ask queriers of other clusters. */
export const STORE_API_RULES = {
  'THANOS-680': {
    severity: 'error',
    title: 'StoreAPI is reachable from outside of the cluster without a client certificate',
    protects: 'Everybody who reaches the address can read every series, of all tenants.',
    sources: [
      'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#client-certificate-authentication',
      'https://thanos.io/tip/operating/cross-cluster-tls-communication.md/',
    ],
  },
  'THANOS-681': {
    severity: 'error',
    title: 'An endpoint is an address inside of another cluster',
    protects: 'The name is unknown where the querier runs, so the series of that cluster are missing.',
    sources: [QUERY],
  },
  'THANOS-682': {
    severity: 'error',
    title: 'A querier has no certificate for an endpoint that asks for one',
    protects: 'The endpoint refuses the connection, and its series are missing.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/cmd/thanos/endpointset.go'],
  },
  'THANOS-683': {
    severity: 'error',
    title: 'A querier asks itself, by way of others',
    protects: 'A query goes round and round, past its timeout, until all queriers on its way are out of memory.',
    sources: [QUERY],
  },
  'THANOS-684': {
    severity: 'error',
    title: 'An internal load balancer that Azure does not make, or that is for something else than StoreAPI',
    protects: 'No address is ever given to it, or it leads to a port where nobody asks who connects.',
    sources: ['https://learn.microsoft.com/azure/aks/internal-lb'],
  },
  'THANOS-685': {
    severity: 'error',
    title: 'A querier that does not keep tenants apart asks one that does',
    protects: 'Tenants are kept apart where a query is made, not over StoreAPI: users of the first see all of them.',
    sources: ['https://github.com/thanos-io/thanos/blob/v0.42.5/pkg/tenancy/tenancy.go', `${QUERY}#tenancy`],
  },
} as const satisfies RuleSet;

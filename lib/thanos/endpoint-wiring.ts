import type { IConstruct } from 'constructs';
import type { Problem } from '../validation/problem';
import { isLookedUp } from './endpoints';
import type { StoreApiEndpoint } from './store-api';

/** A querier, as far as it asks others. */
interface Asking extends IConstruct {
  readonly endpoints: readonly StoreApiEndpoint[];
  /** Whether its own answers are a tenant's alone. */
  readonly keepsTenantsApart: boolean;
  /** Whose certificate it shows to endpoints with `grpcTls`. */
  readonly grpcAuthority?: string;
}

/** What is wrong between a querier and what it asks, each of which may be right. */
export function endpointWiringProblems(
  query: Asking,
  asQuerier: (component: IConstruct) => Asking | undefined,
): Problem[] {
  return [...elsewhere(query), ...circle(query, asQuerier), ...allTenants(query), ...certificates(query)];
}

/** Whether an endpoint is a name that only its own cluster knows, and that cluster is another one. */
export function isElsewhere(querier: IConstruct, { component, network }: StoreApiEndpoint): boolean {
  return network !== undefined && component !== undefined && component.node.root !== querier.node.root;
}

function elsewhere(query: Asking): Problem[] {
  return query.endpoints
    .filter((endpoint) => isElsewhere(query, endpoint))
    .map(({ address }) => ({
      rule: 'THANOS-681',
      what: `The endpoint "${address}" is an address in another cluster, and no name outside of it`,
      fix: 'Expose StoreAPI there, with exposure: { storeApi: … } of its stack, and give the stack: its endpoint is then the exposed address',
    }));
}

function circle(query: Asking, asQuerier: (component: IConstruct) => Asking | undefined): Problem[] {
  const seen = new Set<IConstruct>();
  const wayBack = ({ endpoints }: Asking): string[] | undefined => {
    for (const { address, component } of endpoints) {
      if (component === query) return [address];
      const next = component && !seen.has(component) && asQuerier(component);
      if (!next) continue;
      seen.add(next);
      const rest = wayBack(next);
      if (rest) return [address, ...rest];
    }
    return undefined;
  };
  const way = wayBack(query);
  if (!way) return [];
  return [circleProblem(way)];
}

/** A querier that asks itself. @param way the addresses from it back to it */
export function circleProblem(way: readonly string[]): Problem {
  return {
    rule: 'THANOS-683',
    what: `The querier asks itself, by way of ${way.map((address) => `"${address}"`).join(' and then ')}: each query would go round and round, past its timeout, until the memory of all of them is full`,
    fix: 'Let global queriers ask those of regions, and never the other way round: leave out one of these endpoints',
  };
}

function allTenants(query: Asking): Problem[] {
  if (query.keepsTenantsApart) return [];
  return query.endpoints.flatMap(({ address, tenantLabelName }): Problem[] => {
    if (tenantLabelName === undefined) return [];
    return [
      {
        rule: 'THANOS-685',
        what: `The querier behind "${address}" keeps tenants apart by the label ${tenantLabelName} for who asks it, but not for other queriers, and this one does not: its users would see the series of all tenants`,
        fix: 'Give this querier tenancy: { enforce: true } too, or suppress this where everybody who may ask it may see all tenants',
      },
    ];
  });
}

function certificates(query: Asking): Problem[] {
  const { grpcAuthority: own } = query;
  return query.endpoints.flatMap((endpoint): Problem[] => {
    const { address, tls, grpcTls } = endpoint;
    if (grpcTls && grpcTls.authority !== own && !isElsewhere(query, endpoint)) {
      return [
        {
          rule: own === undefined ? 'THANOS-039' : 'THANOS-232',
          what: `The endpoint "${address}" takes certificates of ${grpcTls.authority} alone, and this querier ${own === undefined ? 'has none' : `has one of ${own}`}: it would be refused, and the series there missing`,
          fix: 'Give both the same grpcTls; for two namespaces that is GrpcTls.issuer with a ClusterIssuer',
        },
      ];
    }
    if (own !== undefined && !grpcTls && !tls && isLookedUp(endpoint)) {
      return [
        {
          rule: 'THANOS-233',
          what: `The endpoint "${address}" is looked up and has no grpcTls, and Thanos has one TLS for all names that it looks up: this querier would connect to it by certificates, which it does not take`,
          fix: 'Write host:port without a prefix, or group: true where all of its addresses have the same data',
        },
      ];
    }
    return [];
  });
}

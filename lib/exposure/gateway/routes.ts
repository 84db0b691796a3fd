import type { Construct } from 'constructs';
import {
  GrpcRoute,
  type GrpcRouteSpecParentRefs as ParentRef,
} from '../../../imports/grpcroutes-gateway.networking.k8s.io';
import {
  HttpRouteSpecRulesFiltersType as Filter,
  HttpRouteSpecRulesMatchesHeadersType as HeaderMatch,
  HttpRoute,
  type HttpRouteSpecRulesFilters,
  type HttpRouteSpecRulesFiltersRequestHeaderModifierSet,
  HttpRouteSpecRulesMatchesPathType as PathMatch,
} from '../../../imports/httproutes-gateway.networking.k8s.io';
import { CLUSTER_HEADER, type WriterGroup } from '../../remote-write/token-admission';
import { TENANT } from '../../values/tenant';
import type { Route } from '../route';

/** A route at its listener. */
export interface RouteProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly host: string;
  readonly parent: ParentRef;
  readonly route: Route;
}

/**
 * The requests of a component, and nothing else of it.
 *
 * @param tenant whose requests they are, whatever clients say
 */
export function httpRoute(scope: Construct, props: RouteProps, tenant: string | undefined): HttpRoute {
  const { route } = props;
  const filters = [headers(tenantHeaders(route, tenant), [])];
  return new HttpRoute(scope, 'route', {
    metadata: metadata(props),
    spec: {
      parentRefs: [props.parent],
      hostnames: [props.host],
      rules: [{ matches: route.paths.map(pathMatch), filters, ...backend(route) }],
    },
  });
}

/**
 * The requests of one cluster and tenant. The tenant is what this program says: a header that the writer sends is dropped.
 */
export function writerRoute(scope: Construct, props: RouteProps, group: WriterGroup): HttpRoute {
  const { route } = props;
  const tenant = tenantHeaders(route, group.tenant);
  const header = { type: HeaderMatch.EXACT, name: CLUSTER_HEADER, value: group.name };
  return new HttpRoute(scope, 'route', {
    metadata: metadata(props),
    spec: {
      parentRefs: [props.parent],
      hostnames: [props.host],
      rules: [
        {
          matches: route.paths.map((path) => ({ ...pathMatch(path), headers: [header] })),
          filters: [headers(tenant, tenant ? [] : allTenantHeaders(route))],
          ...backend(route),
        },
      ],
    },
  });
}

/**
 * Takes the requests of nobody, and leads nowhere. A listener of Envoy gets the filter that denies together with the first route that
 * needs it, and a little after that route: for as long as it takes to fetch an issuer's keys, the first writer's route would be open.
 * With this one, the filter is there before all writers.
 */
export function closedRoute(scope: Construct, { route, ...props }: RouteProps): HttpRoute {
  return new HttpRoute(scope, 'closed', {
    metadata: metadata(props),
    spec: {
      parentRefs: [props.parent],
      hostnames: [props.host],
      rules: [{ matches: route.paths.map(pathMatch) }],
    },
  });
}

/** StoreAPI: `/thanos.Store` is every method of that service. */
export function grpcRoute(scope: Construct, { route, ...props }: RouteProps): GrpcRoute {
  return new GrpcRoute(scope, 'route', {
    metadata: metadata(props),
    spec: {
      parentRefs: [props.parent],
      hostnames: [props.host],
      rules: [
        {
          matches: route.paths.map(({ path }) => ({ method: { service: path.slice(1) } })),
          backendRefs: [{ name: route.service, port: route.port.number }],
        },
      ],
    },
  });
}

function metadata({ name, namespace, labels }: Omit<RouteProps, 'route'>) {
  return { name, namespace, labels: { ...labels } };
}

function pathMatch({ path, type }: Route['paths'][number]) {
  return { path: { type: type === 'Exact' ? PathMatch.EXACT : PathMatch.PATH_PREFIX, value: path } };
}

function backend({ service, port, timeoutSeconds }: Route) {
  return {
    backendRefs: [{ name: service, port: port.number }],
    timeouts: timeoutSeconds === undefined ? undefined : { request: `${timeoutSeconds}s` },
  };
}

/** Keeps passwords and tokens at the edge, where they have done their work. */
function headers(
  set: HttpRouteSpecRulesFiltersRequestHeaderModifierSet[] | undefined,
  unset: readonly string[],
): HttpRouteSpecRulesFilters {
  return {
    type: Filter.REQUEST_HEADER_MODIFIER,
    requestHeaderModifier: { set, remove: ['Authorization', ...unset] },
  };
}

/** The tenant, as the component hears of it. */
function tenantHeaders({ tenantHeader }: Route, tenant: string | undefined) {
  return tenantHeader === undefined || tenant === undefined ? undefined : [{ name: tenantHeader, value: tenant }];
}

/** Thanos looks into its own header where the one that it is told of is not there. */
function allTenantHeaders({ tenantHeader }: Route): string[] {
  return tenantHeader === undefined ? [] : [...new Set([tenantHeader, TENANT.header])];
}

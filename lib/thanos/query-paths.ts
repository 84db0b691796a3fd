import type { RoutePath } from '../exposure/route';
import { milliseconds, type PrometheusDuration } from '../values/duration';

/** The querier's pages, as its navigation links to them. */
const PAGES = ['/graph', '/stores', '/status', '/flags', '/alerts', '/targets', '/rules'];

/** Where Thanos keeps tenants apart. Everything else answers with what all of them have: exemplars, rules, alerts, endpoints. */
const ENFORCED: readonly RoutePath[] = [
  ...['query', 'query_explain', 'query_range', 'query_range_explain', 'series', 'labels'].map(
    (name): RoutePath => ({ path: `/api/v1/${name}`, type: 'Exact' }),
  ),
  { path: '/api/v1/label', type: 'Prefix' },
  { path: '/api/v1/status/buildinfo', type: 'Exact' },
];

/**
 * The paths that a querier, or its frontend, is meant to be asked for: the Prometheus API, which is all that Grafana needs, and the
 * user interface with what it loads. Probes, metrics and profiles are not among them.
 *
 * @param prefix the querier's route prefix, without a slash at the end
 * @param enforced whether tenants are kept apart: then only the paths where Thanos does that
 */
export function queryPaths(prefix: string, enforced = false): RoutePath[] {
  if (enforced) return ENFORCED.map(({ path, type }) => ({ path: `${prefix}${path}`, type }));
  return [
    { path: `${prefix}/api/v1`, type: 'Prefix' },
    { path: prefix || '/', type: 'Exact' },
    ...PAGES.map((page): RoutePath => ({ path: `${prefix}${page}`, type: 'Exact' })),
    { path: `${prefix}/static`, type: 'Prefix' },
    { path: `${prefix}/favicon.ico`, type: 'Exact' },
    { path: `${prefix}/manifest.json`, type: 'Exact' },
  ];
}

/** So that the querier's error reaches the client before a proxy gives up. */
const TIMEOUT_MARGIN_SECONDS = 30;

/** How long a proxy should wait for an answer that may take this long. */
export function routeTimeoutSeconds(timeout: PrometheusDuration): number {
  return Math.ceil((milliseconds(timeout) ?? 0) / 1000) + TIMEOUT_MARGIN_SECONDS;
}

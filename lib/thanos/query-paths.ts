import type { RoutePath } from '../exposure/route';

/** The querier's pages, as its navigation links to them. */
const PAGES = ['/graph', '/stores', '/status', '/flags', '/alerts', '/targets', '/rules'];

/**
 * The paths that a querier, or its frontend, is meant to be asked for: the Prometheus API, which is all that Grafana needs, and the
 * user interface with what it loads. Probes, metrics and profiles are not among them.
 *
 * @param prefix the querier's route prefix, without a slash at the end
 */
export function queryPaths(prefix: string): RoutePath[] {
  return [
    { path: `${prefix}/api/v1`, type: 'Prefix' },
    { path: prefix || '/', type: 'Exact' },
    ...PAGES.map((page): RoutePath => ({ path: `${prefix}${page}`, type: 'Exact' })),
    { path: `${prefix}/static`, type: 'Prefix' },
    { path: `${prefix}/favicon.ico`, type: 'Exact' },
    { path: `${prefix}/manifest.json`, type: 'Exact' },
  ];
}

import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asText, at } from '../../value';

const CACHES = ['query-range.response-cache-config', 'labels.response-cache-config'];

/** In-memory caches without a size, of which Thanos makes none at all. */
export const frontendCacheWithoutSize: ManifestRule = {
  rule: 'THANOS-035',
  check: (cluster) =>
    cluster.running('query-frontend').flatMap((frontend) =>
      CACHES.filter((flag) => hasNoSize(frontend, flag)).map((flag) => ({
        object: frontend.workload.object,
        what: `--${flag} is IN-MEMORY with neither max_size nor max_size_items: Thanos logs a warning, and caches nothing`,
        fix: 'Write a size into its config, for example max_size: 512MB',
      })),
    ),
};

function hasNoSize(frontend: ThanosProcess, flag: string): boolean {
  const cache = frontend.config(flag);
  if (asText(at(cache, 'type'))?.toUpperCase() !== 'IN-MEMORY') return false;
  return [at(cache, 'config', 'max_size'), at(cache, 'config', 'max_size_items')].every(isZero);
}

function isZero(size: unknown): boolean {
  return size === undefined || size === null || size === '' || /^0[a-z]*$/i.test(String(size));
}

const DEFAULT_TENANT_HEADER = 'THANOS-TENANT';

/** Two ways to say whose a request is. */
export const frontendTenantHeaders: ManifestRule = {
  rule: 'THANOS-036',
  check: (cluster) =>
    cluster.running('query-frontend').flatMap((frontend): Finding[] => {
      const tenant = frontend.flag('query-frontend.tenant-header') ?? DEFAULT_TENANT_HEADER;
      if (!frontend.flags.has('query-frontend.org-id-header') || tenant === '' || tenant === DEFAULT_TENANT_HEADER) {
        return [];
      }
      return [
        {
          object: frontend.workload.object,
          what: '--query-frontend.org-id-header and --query-frontend.tenant-header exclude each other, so the query frontend does not start',
          fix: 'Keep --query-frontend.tenant-header: the tenant names who asks',
        },
      ];
    }),
};

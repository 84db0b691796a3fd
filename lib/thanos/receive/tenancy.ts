import type { Problem } from '../../validation/problem';
import { labelNameProblems } from '../../values/label-name';

/** What an ingestor has to know of tenants: it keeps a TSDB for each. */
export interface IngestorTenancy {
  /** The label of blocks and series that holds the tenant (`--receive.tenant-label-name`). @default 'tenant_id' */
  readonly labelName?: string;
  /** The tenant of what came without one (`--receive.default-tenant-id`). @default 'default-tenant' */
  readonly defaultTenant?: string;
}

/** How a router finds a request's tenant. */
export interface RouterTenancy {
  /** The HTTP header that names it (`--receive.tenant-header`). @default 'THANOS-TENANT' */
  readonly header?: string;
  /** The tenant of requests without that header (`--receive.default-tenant-id`). @default 'default-tenant' */
  readonly defaultTenant?: string;
  /**
   * A label of the series that names the tenant, before the header does; it is removed
   * (`--receive.split-tenant-label-name`).
   * @default - the header alone decides
   */
  readonly splitLabelName?: string;
}

/** Whose series they are. */
export interface ReceiveTenancy extends IngestorTenancy, RouterTenancy {}

/** What Thanos would refuse, or never find a tenant by. */
export function tenancyProblems(tenancy: ReceiveTenancy = {}): Problem[] {
  const { header, defaultTenant } = tenancy;
  const problems = [
    ...labelNameProblems('tenancy.labelName', tenancy.labelName),
    ...labelNameProblems('tenancy.splitLabelName', tenancy.splitLabelName),
  ];
  if (header !== undefined && !/^[A-Za-z0-9-]+$/.test(header)) {
    problems.push({
      rule: 'THANOS-530',
      what: `tenancy.header "${header}" is no name of an HTTP header that gets through every proxy, so requests would be the default tenant's`,
      fix: "Write, for example, 'THANOS-TENANT'",
    });
  }
  if (defaultTenant !== undefined && (/^\.*$/.test(defaultTenant) || /[/\\]/.test(defaultTenant))) {
    problems.push({
      rule: 'THANOS-530',
      what: `tenancy.defaultTenant "${defaultTenant}" cannot be a tenant, since each has a directory of that name: Thanos would refuse every request that names none`,
      fix: "Write a name without slashes, for example 'default-tenant'",
    });
  }
  return problems;
}

/** How Thanos names tenants when nobody says otherwise, and always between its own components. */
export const TENANT = { header: 'THANOS-TENANT', default: 'default-tenant', label: 'tenant_id' } as const;

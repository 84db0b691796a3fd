/** An identifier of Azure: a subscription, a tenant, an identity's client ID. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

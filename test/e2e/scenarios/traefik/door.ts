import type { Edge, User } from '../../edge/client';

/** Traefik, and who is let in there. */
export interface Door {
  readonly edge: Edge;
  /** Of query and receive. */
  readonly user: User;
  /** Of the tenant's own host. */
  readonly tenantUser: User;
}

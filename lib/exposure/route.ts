import type { Size } from 'cdk8s';
import type { IIssuer } from '../certificates/issuer';
import type { NetworkNode } from '../kubernetes/network';
import type { Port } from '../kubernetes/port';

/** A path that is reachable from outside. */
export interface RoutePath {
  readonly path: string;
  /** `Exact` is this path alone, `Prefix` everything below it too. */
  readonly type: 'Exact' | 'Prefix';
}

/** Certificates that pods show, and ask for: both sides of a connection have one of the same authority. */
export interface RouteTls {
  /** Who signs them. */
  readonly issuer: IIssuer;
  /** The name that the pods' certificate is for. */
  readonly serverName: string;
}

/** What a component offers to the outside: the one port and the few paths that are meant for it. Controllers turn it into objects. */
export interface Route {
  /** Name of the Service, in the namespace of the component. */
  readonly service: string;
  readonly port: Port;
  /** What is spoken at that port. @default 'http' */
  readonly protocol?: 'http' | 'grpc';
  /** @default - plaintext, and the pods ask nobody who he is */
  readonly tls?: RouteTls;
  readonly paths: readonly RoutePath[];
  /** The largest request body that the component has use for. @default - the controller's own limit */
  readonly maxBodySize?: Size;
  /** How long an answer may take. Unit: seconds. @default - the controller's own limit */
  readonly timeoutSeconds?: number;
  /** The header by which the component knows the tenant of a request. @default - it knows no tenants */
  readonly tenantHeader?: string;
  /** The pods behind the Service. */
  readonly network: NetworkNode;
}

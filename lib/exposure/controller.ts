import type { Construct } from 'constructs';
import type { IIssuer } from '../certificates/issuer';
import type { Peer } from '../kubernetes/network';
import type { TokenAdmission } from '../remote-write/token-admission';
import type { Problem } from '../validation/problem';
import type { Authentication } from './authentication';
import type { Route } from './route';

/** Where the TLS certificates come from: an issuer makes one per host, or an existing one serves all hosts. */
export type CertificateSource =
  | { readonly issuer: IIssuer; readonly tlsSecretName?: never }
  | {
      readonly issuer?: never;
      /** A Secret of type `kubernetes.io/tls` in the namespace of the exposed Services, with a certificate for all of their hosts. */
      readonly tlsSecretName: string;
    };

/** TLS ends where others have put a certificate already: at an existing Gateway. */
export interface EdgeCertificate {
  readonly issuer?: never;
  readonly tlsSecretName?: never;
  readonly certificate: 'of the edge';
}

/** One route at one host, as a controller is asked to expose it. */
export interface ExposureRequest<A extends Authentication = Authentication> {
  /** What its objects are called. */
  readonly name: string;
  /** Where the Service is, and so its objects. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly host: string;
  readonly route: Route;
  readonly authentication: A;
  /** Who may write, where clients show tokens of their clusters. */
  readonly tokens?: TokenAdmission;
  /** The tenant of all requests at this host: it is put into the route's tenant header, whatever the client sent. */
  readonly tenant?: string;
  /** Of no meaning where the edge has a certificate already. */
  readonly tlsSecretName: string;
  /** Who fills the TLS Secret. `undefined` means that it exists. */
  readonly issuer?: IIssuer;
}

/**
 * What runs at the edge of the cluster, and turns routes into its own kinds of objects. `A` is how it can authenticate clients, and
 * `Objects` are the objects it needs for one route.
 */
export interface IExposureController<A extends Authentication = Authentication, Objects extends object = object> {
  /** From where it connects to the pods. */
  readonly peer: Peer;
  /** TLS ends, and clients are authenticated, in the pods: they have the certificate. @default false: in the controller */
  readonly passthrough?: boolean;
  /** It shows pods that ask for a certificate one of their authority, and verifies theirs (`Route.tls`). @default false */
  readonly showsCertificates?: boolean;
  /** How the TLS Secret of an object is called, if the exposure names none. @default - `<object>-tls` */
  tlsSecretName?(objectName: string): string;
  /** What it would refuse of its own options, and of that authentication. */
  problems(authentication: A): readonly Problem[];
  /** Renders the objects into `scope`. Paths that the route does not list must not be reachable through them. */
  expose(scope: Construct, request: ExposureRequest<A>): Objects;
}

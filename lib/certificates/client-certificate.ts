import type { IIssuer } from './issuer';

/** Where the certificate is that a Prometheus shows to receivers which ask for one: in a Secret of its namespace. */
export type ClientCertificate =
  | {
      /**
       * Who signs it: cert-manager makes the key, in the cluster of Prometheus, and renews it with the certificate. Its authority has to be
       * one that the edge takes; an ACME server cannot be asked, as it proves no name inside of a cluster.
       */
      readonly issuer: IIssuer;
      /** The Secret that cert-manager puts it into. @default - `<name of the Prometheus>-client-tls` */
      readonly secretName?: string;
    }
  | {
      readonly issuer?: never;
      /** A Secret of type `kubernetes.io/tls` that somebody else makes, with `tls.crt` and `tls.key`, and renews. */
      readonly secretName: string;
    };

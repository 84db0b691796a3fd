import type { Problem } from '../validation/problem';

/** How a certificate names its cert-manager issuer. */
export interface IssuerReference {
  /** A `ClusterIssuer` serves all namespaces, an `Issuer` its own. */
  readonly kind: 'ClusterIssuer' | 'Issuer';
  readonly name: string;
  /** Where an `Issuer` is, if that is known. */
  readonly namespace?: string;
}

/** Whoever issues certificates: `AcmeClusterIssuer`, `AcmeIssuer`, or one that somebody else made. */
export interface IIssuer {
  readonly issuerRef: IssuerReference;
}

/** How messages call an issuer. */
export function issuerName({ issuerRef }: IIssuer): string {
  return `${issuerRef.kind} ${issuerRef.name}`;
}

/** What keeps an issuer from signing for a namespace. */
export function issuerProblems({ issuerRef }: IIssuer, namespace: string): Problem[] {
  if (issuerRef.namespace === undefined || issuerRef.namespace === namespace) return [];
  return [
    {
      rule: 'THANOS-211',
      what: `Issuer "${issuerRef.name}" is in namespace ${issuerRef.namespace}, and issues nothing for namespace ${namespace}`,
      fix: 'Use a ClusterIssuer, or an Issuer in that namespace',
    },
  ];
}

/** References to cert-manager issuers. */
export const Issuer = {
  /** An issuer that is made elsewhere. An `Issuer` has to be in the namespace of what it issues for. */
  existing(kind: IssuerReference['kind'], name: string): IIssuer {
    return { issuerRef: { kind, name } };
  },
} as const;

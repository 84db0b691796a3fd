import { Construct } from 'constructs';
import {
  CertificateSpecPrivateKeyAlgorithm as Algorithm,
  Certificate,
  CertificateSpecPrivateKeyRotationPolicy as Rotation,
} from '../../imports/certificates-cert-manager.io';
import { Issuer } from '../../imports/issuers-cert-manager.io';
import { namespaceOf } from '../kubernetes/identity';
import type { IIssuer, IssuerReference } from './issuer';

/** What an authority is called, and how it is labelled. */
export interface PrivateAuthorityProps {
  /** Name of the authority's Issuer, of its certificate, and of the Secret with its key. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Ten years. Processes read an authority's certificate at start, and have restarted long before it is renewed. */
const LIFETIME = { duration: '87600h', renewBefore: '43800h' };

/**
 * An authority of a namespace's own, which nobody outside knows: cert-manager makes a key and a certificate that it signs with it, and
 * issues from them. The key stays in the namespace, and is kept when the certificate is renewed, so that certificates from before the
 * renewal and from after it take each other.
 *
 * @see https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers
 */
export class PrivateAuthority extends Construct implements IIssuer {
  readonly issuer: Issuer;
  readonly issuerRef: IssuerReference;
  /** Signs the authority's own certificate, and nothing else. */
  readonly selfSigned: Issuer;
  readonly certificate: Certificate;

  constructor(scope: Construct, id: string, { name, labels }: PrivateAuthorityProps) {
    super(scope, id);
    const namespace = namespaceOf(this);
    const metadata = (objectName: string) => ({ name: objectName, namespace, labels: { ...labels } });
    this.selfSigned = new Issuer(this, 'self-signed', {
      metadata: metadata(`${name}-self-signed`),
      spec: { selfSigned: {} },
    });
    this.certificate = new Certificate(this, 'certificate', {
      metadata: metadata(name),
      spec: {
        isCa: true,
        commonName: name,
        secretName: name,
        ...LIFETIME,
        privateKey: { algorithm: Algorithm.ECDSA, size: 256, rotationPolicy: Rotation.NEVER },
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: `${name}-self-signed` },
      },
    });
    this.issuer = new Issuer(this, 'issuer', { metadata: metadata(name), spec: { ca: { secretName: name } } });
    this.issuerRef = { kind: 'Issuer', name, namespace };
  }
}

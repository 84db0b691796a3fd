import type { Construct } from 'constructs';
import {
  CertificateSpecPrivateKeyAlgorithm as Algorithm,
  Certificate,
  CertificateSpecUsages as Usage,
} from '../../imports/certificates-cert-manager.io';
import type { IIssuer } from './issuer';

interface CertificateProps {
  readonly secretName: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The name that it is for. */
  readonly host: string;
  readonly issuer: IIssuer;
}

interface ClientCertificateProps extends CertificateProps {
  readonly name: string;
  /** For people who look at it. @default - none */
  readonly commonName?: string;
}

/** Asks an issuer for the certificate of a server, for those that no Ingress asks for. */
export function serverCertificate(scope: Construct, props: CertificateProps): Certificate {
  const { secretName, namespace, labels, host, issuer } = props;
  const { kind, name } = issuer.issuerRef;
  return new Certificate(scope, 'certificate', {
    metadata: { name: secretName, namespace, labels: { ...labels } },
    spec: {
      secretName,
      dnsNames: [host],
      usages: [Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.SERVER_AUTH],
      issuerRef: { group: 'cert-manager.io', kind, name },
    },
  });
}

/** Asks an issuer inside of the cluster for a certificate that is shown to servers, and serves nothing itself. */
export function clientCertificate(scope: Construct, id: string, props: ClientCertificateProps): Certificate {
  const { name, secretName, namespace, labels, host, commonName, issuer } = props;
  return new Certificate(scope, id, {
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      secretName,
      commonName,
      dnsNames: [host],
      usages: [Usage.DIGITAL_SIGNATURE, Usage.CLIENT_AUTH],
      privateKey: { algorithm: Algorithm.ECDSA, size: 256 },
      issuerRef: { group: 'cert-manager.io', kind: issuer.issuerRef.kind, name: issuer.issuerRef.name },
    },
  });
}

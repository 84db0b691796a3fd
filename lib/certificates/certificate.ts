import type { Construct } from 'constructs';
import { Certificate, CertificateSpecUsages as Usage } from '../../imports/certificates-cert-manager.io';
import type { IIssuer } from './issuer';

/** Asks an issuer for the certificate of a server, for those that no Ingress asks for. */
export function serverCertificate(
  scope: Construct,
  props: {
    readonly secretName: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly host: string;
    readonly issuer: IIssuer;
  },
): Certificate {
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

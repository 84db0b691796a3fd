import { Construct } from 'constructs';
import {
  CertificateSpecPrivateKeyAlgorithm as Algorithm,
  Certificate,
  CertificateSpecUsages as Usage,
} from '../../imports/certificates-cert-manager.io';
import { type IIssuer, issuerProblems } from '../certificates/issuer';
import type { Identity } from '../kubernetes/identity';
import { serviceHost } from '../kubernetes/service-address';
import { reportProblem } from '../validation/problem';
import type { FlagValue } from './flags';
import { authorityOf, type GrpcTls } from './grpc-tls';

export interface GrpcCertificateProps {
  readonly grpcTls: GrpcTls;
  readonly identity: Identity;
  readonly stack: string;
  /** The Service that gives each pod a name. @default - pods have none */
  readonly headlessService?: string;
  /** Mounts a Secret, and returns the directory. */
  readonly mountSecret: (volume: string, secretName: string) => string;
}

/**
 * The certificate that a component shows on gRPC connections, as server and as client. cert-manager renews it, the kubelet brings it to
 * the pods, and Thanos reads it again with the next connection.
 */
export class GrpcCertificate extends Construct {
  readonly certificate: Certificate;
  /** Whose certificates the component takes. */
  readonly authority: string;
  /** Who signs them. */
  readonly issuer: IIssuer;
  /** The name of the Service, by which clients that know no pods verify them. */
  readonly serverName: string;
  /** Where the files are in the pod. */
  readonly files: { readonly caFile: string; readonly certFile: string; readonly keyFile: string };

  /** The certificate of a component with `grpcTls`. */
  static of(
    component: Construct,
    { grpcTls, ...props }: Omit<GrpcCertificateProps, 'grpcTls'> & { readonly grpcTls: GrpcTls | undefined },
  ): GrpcCertificate | undefined {
    return grpcTls && new GrpcCertificate(component, 'grpc-certificate', { ...props, grpcTls });
  }

  private constructor(component: Construct, id: string, props: GrpcCertificateProps) {
    super(component, id);
    const { name, namespace, labels } = props.identity;
    const issuer = props.grpcTls.issuerFor(component, props.stack);
    for (const problem of issuerProblems(issuer, namespace)) reportProblem(component, problem);
    this.issuer = issuer;
    this.authority = authorityOf(issuer.issuerRef, namespace);
    this.serverName = serviceHost(name, namespace);
    const secretName = `${name}-grpc-tls`;
    this.certificate = new Certificate(this, 'certificate', {
      metadata: { name: `${name}-grpc`, namespace, labels: { ...labels } },
      spec: {
        secretName,
        dnsNames: dnsNames(props),
        usages: [Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH, Usage.CLIENT_AUTH],
        privateKey: { algorithm: Algorithm.ECDSA, size: 256 },
        issuerRef: { group: 'cert-manager.io', kind: issuer.issuerRef.kind, name: issuer.issuerRef.name },
      },
    });
    const folder = props.mountSecret('grpc-certificate', secretName);
    this.files = { caFile: `${folder}/ca.crt`, certFile: `${folder}/tls.crt`, keyFile: `${folder}/tls.key` };
  }

  /** For the component's own gRPC server. */
  get serverFlags(): Record<string, FlagValue> {
    return {
      'grpc-server-tls-cert': this.files.certFile,
      'grpc-server-tls-key': this.files.keyFile,
      'grpc-server-tls-client-ca': this.files.caFile,
    };
  }

  /** For a receiver that hands series on to others. */
  get forwardingFlags(): Record<string, FlagValue> {
    return {
      'remote-write.client-tls-secure': true,
      'remote-write.client-tls-cert': this.files.certFile,
      'remote-write.client-tls-key': this.files.keyFile,
      'remote-write.client-tls-ca': this.files.caFile,
    };
  }
}

/** The Service's name, for clients that know no pods, and those of pods, however many there are. */
function dnsNames({ identity: { name, namespace }, headlessService }: GrpcCertificateProps): string[] {
  const pods = headlessService && serviceHost(headlessService, namespace);
  return [serviceHost(name, namespace), ...(pods ? [`*.${pods}`] : [])];
}

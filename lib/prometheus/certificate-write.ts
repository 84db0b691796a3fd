import { Construct } from 'constructs';
import type { Certificate } from '../../imports/certificates-cert-manager.io';
import { clientCertificate } from '../certificates/certificate';
import type { ClientCertificate } from '../certificates/client-certificate';
import { type IIssuer, issuerName, issuerProblems } from '../certificates/issuer';
import type { Identity } from '../kubernetes/identity';
import { serviceHost } from '../kubernetes/service-address';
import { type Problem, reportProblem } from '../validation/problem';
import { DNS_NAME } from '../values/dns-name';
import type { RemoteWrite, WriterCluster } from './remote-write';
import type { ResolvedWrite, Way } from './resolved-write';

/** A remote write by a certificate. */
export interface CertificateWrite {
  readonly secretName: string;
  /** Who signs it. @default - it exists */
  readonly issuer?: IIssuer;
  /** Whether the receiver is verified by `ca.crt` of the same Secret. */
  readonly privateCa: boolean;
}

/** Gives a remote write the certificate that its destination asks for, and leads it to the edge that does. */
export function resolveCertificate(
  construct: Construct,
  write: ResolvedWrite,
  { cluster, identity, way }: { cluster: WriterCluster | undefined; identity: Identity; way: Way | undefined },
): ResolvedWrite {
  const { destination, basicAuth, clientCertificate } = write;
  const { certificates, url } = destination;
  const beside = certificates?.url === url;
  if (!certificates || !(way === 'certificate' || (way === 'password' && beside))) {
    if (clientCertificate) reportProblem(construct, unasked(url));
    return write;
  }
  const given = clientCertificate ?? cluster?.clientCertificate;
  const unused = !(beside && destination.basicAuth) && (basicAuth || cluster?.writesBy === 'password');
  if (unused) reportProblem(construct, passwordProblem(certificates.url));
  if (!given) {
    reportProblem(construct, missing(write, certificates.url, cluster));
    return write;
  }
  for (const problem of certificateProblems(given, identity.namespace)) reportProblem(construct, problem);
  const { issuer, secretName = `${identity.name}-client-tls` } = given;
  const certificate = { issuer, secretName, privateCa: certificates.privateCa ?? false };
  if (beside) return { ...write, certificate };
  return { ...write, basicAuth: false, destination: { ...destination, url: certificates.url }, certificate };
}

/** The certificates that issuers are asked for, one for each Secret. The subject names the cluster, for people who look at it. */
export function clientCertificates(
  construct: Construct,
  writes: readonly ResolvedWrite[],
  { cluster, identity }: { readonly cluster: WriterCluster | undefined; readonly identity: Identity },
): readonly Certificate[] {
  const issuers = new Map<string, IIssuer>();
  for (const { issuer, secretName } of writes.flatMap(({ certificate }) => certificate ?? [])) {
    const known = issuers.get(secretName);
    // What is called otherwise has been reported.
    if (issuer && !known && DNS_NAME.test(secretName)) issuers.set(secretName, issuer);
    if (issuer && known && issuerName(known) !== issuerName(issuer)) {
      reportProblem(construct, twoIssuers(secretName, known, issuer));
    }
  }
  if (issuers.size === 0) return [];
  const parent = new Construct(construct, 'client-certificates');
  const { name, namespace, labels } = identity;
  const [host, commonName] = [serviceHost(name, namespace), cluster?.name];
  return [...issuers].map(([secretName, issuer]) =>
    clientCertificate(parent, secretName, {
      name: secretName,
      secretName,
      namespace,
      labels,
      host,
      commonName,
      issuer,
    }),
  );
}

/** What is wrong with a certificate, wherever it is shown. */
function certificateProblems({ issuer, secretName }: ClientCertificate, namespace: string): Problem[] {
  if (issuer && secretName === undefined) return issuerProblems(issuer, namespace);
  if (typeof secretName === 'string' && DNS_NAME.test(secretName)) {
    return issuer ? issuerProblems(issuer, namespace) : [];
  }
  return [
    {
      rule: 'THANOS-202',
      what: `clientCertificate names Secret "${secretName}", and none can be called so: those are lower-case letters, digits, dashes and dots`,
      fix: "Write the name alone, for example 'thanos-client', and make the Secret where Prometheus runs; or give an issuer",
    },
  ];
}

function missing({ destination }: RemoteWrite, url: string, cluster: WriterCluster | undefined): Problem {
  const otherwise = destination.tokens ? "; or let it write by token: writesBy: 'token'" : '';
  const example = "clientCertificate: { issuer: Issuer.existing('ClusterIssuer', '…') }";
  return {
    rule: 'THANOS-244',
    what: `remoteWrite goes to ${url}, where clients show certificates, and ${cluster ? `cluster "${cluster.name}"` : 'this Prometheus'} has none: it would be refused`,
    fix: `${cluster ? `Write fleet.addCluster('${cluster.name}', { ${example} })` : `Give the remote write one: ${example}`}, an issuer there whose authority the edge takes, or { secretName: '…' } of a certificate that is there${otherwise}`,
  };
}

function unasked(url: string): Problem {
  return {
    rule: 'THANOS-245',
    what: `remoteWrite has a clientCertificate for ${url}, where nobody asks for one: it would prove nothing there`,
    fix: "Leave it out; or expose receive with clientCaSecretName; or, for a receiver elsewhere that asks, write RemoteWriteDestination.url('…', { clientCertificate: true })",
  };
}

function passwordProblem(url: string): Problem {
  return {
    rule: 'THANOS-223',
    what: `remoteWrite is to bring a password to ${url}, where clients show certificates: it would be of no use to anybody but a thief`,
    fix: "Leave out basicAuth, and writesBy: 'password'; then remove the Secret. Where a receiver elsewhere asks for both, RemoteWriteDestination.url('…', { basicAuth: true, clientCertificate: true }) says so",
  };
}

function twoIssuers(secretName: string, first: IIssuer, second: IIssuer): Problem {
  return {
    rule: 'THANOS-101',
    what: `The certificate in Secret "${secretName}" is asked of ${issuerName(first)} and of ${issuerName(second)}, and one would overwrite the other`,
    fix: "Give one of the two remote writes a secretName of its own: clientCertificate: { issuer, secretName: '…' }",
  };
}

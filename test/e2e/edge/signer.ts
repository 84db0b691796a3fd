import type { Certificate, Issuer, KubernetesObject } from '../cluster/objects';
import type { E2e } from '../e2e';
import { Authority, type CertificateAndKey } from './authority';

/** Certificates' usages as OpenSSL writes them. */
const USAGES: Readonly<Record<string, readonly [extension: string, value: string]>> = {
  'digital signature': ['keyUsage', 'digitalSignature'],
  'key encipherment': ['keyUsage', 'keyEncipherment'],
  'server auth': ['extendedKeyUsage', 'serverAuth'],
  'client auth': ['extendedKeyUsage', 'clientAuth'],
};

type Signing = CertificateAndKey & Pick<Authority, 'sign' | 'discard'>;

/**
 * Makes the Secrets that rendered Certificates ask for, in clusters that have the kinds of cert-manager and no cert-manager: as an Issuer
 * of type CA does, with the authority in `ca.crt`.
 */
export class Signer {
  /** By namespace and Secret. */
  private readonly authorities = new Map<string, Signing>();
  private needed = false;

  constructor(private readonly makeAuthority: (name: string) => Signing = (name) => new Authority(name)) {}

  /** Looks once whether cert-manager answers. Where it does, certificates are left to it. */
  async lookForCertManager(e2e: E2e): Promise<void> {
    const namespace = e2e.namespace('cert-manager');
    const metadata = { namespace, name: 'check' };
    const [apiVersion, spec] = ['cert-manager.io/v1', { selfSigned: {} }];
    await e2e.manifests.makeNamespaces([namespace]);
    await e2e.kubectl.apply([
      { apiVersion, kind: 'Issuer', metadata, spec },
      {
        apiVersion,
        kind: 'Certificate',
        metadata,
        spec: { secretName: 'check', dnsNames: ['check.example.com'], issuerRef: { name: 'check' } },
      },
    ]);
    const look = () => e2e.kubectl.run(['get', 'secret', 'check', `--namespace=${namespace}`]);
    this.needed = await e2e.until('a Secret for a Certificate', look, { seconds: 12 }).then(
      () => false,
      (error: unknown) => {
        e2e.signal.throwIfAborted();
        if (!/NotFound/.test(String(error))) throw error;
        return true;
      },
    );
  }

  /** Whether there is no cert-manager. */
  get isNeeded(): boolean {
    return this.needed;
  }

  /** The Secrets of all Certificates among these objects, with a new certificate each; none where cert-manager makes them. */
  secrets(objects: readonly KubernetesObject[]): object[] {
    if (!this.needed) return [];
    return objects.filter(isCertificate).map((certificate) => {
      const { namespace } = certificate.metadata;
      const { secretName: name, isCA, dnsNames = [], usages = [] } = certificate.spec;
      const authority = this.authority(`${namespace}/${isCA ? name : keySecret(certificate, objects)}`);
      const { certificate: crt, key }: CertificateAndKey = isCA
        ? authority
        : authority.sign(dnsNames, extensions(usages));
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { namespace, name },
        stringData: { 'tls.crt': crt, 'tls.key': key, 'ca.crt': authority.certificate },
      };
    });
  }

  /** Removes the keys. */
  discard(): void {
    for (const authority of this.authorities.values()) authority.discard();
  }

  private authority(key: string): Signing {
    const authority = this.authorities.get(key) ?? this.makeAuthority(key.slice(key.indexOf('/') + 1));
    this.authorities.set(key, authority);
    return authority;
  }
}

/** The Secret with the key of the Issuer that a Certificate names. */
function keySecret({ metadata, spec }: Certificate, objects: readonly KubernetesObject[]): string {
  const issuer = objects
    .filter(isIssuer)
    .find((each) => each.metadata.namespace === metadata.namespace && each.metadata.name === spec.issuerRef.name);
  if (issuer?.spec.ca) return issuer.spec.ca.secretName;
  throw new Error(`Certificate ${metadata.name} is of ${spec.issuerRef.name}, which is no Issuer of type CA beside it`);
}

function extensions(usages: readonly string[]): string[] {
  const values = new Map<string, string[]>();
  for (const usage of usages) {
    const [extension, value] = USAGES[usage] ?? [];
    if (extension === undefined || value === undefined) throw new Error(`nobody here signs for "${usage}"`);
    values.set(extension, [...(values.get(extension) ?? []), value]);
  }
  return [...values].map(([extension, all]) => `${extension}=${all.join(',')}`);
}

const isOfCertManager = ({ apiVersion }: KubernetesObject) => apiVersion.startsWith('cert-manager.io/');
export const isCertificate = (object: KubernetesObject): object is Certificate =>
  object.kind === 'Certificate' && isOfCertManager(object);
const isIssuer = (object: KubernetesObject): object is Issuer => object.kind === 'Issuer' && isOfCertManager(object);

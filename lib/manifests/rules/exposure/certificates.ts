import { emailProblems } from '../../../values/email';
import type { Inventory } from '../../inventory';
import { annotationsOf, type KubernetesObject, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { asList, asText, at } from '../../value';

const CERT_MANAGER = 'cert-manager.io';

/** The ACME e-mail address: missing (208), or one that is refused (207). */
export const acmeEmail: readonly ManifestRule[] = (['THANOS-207', 'THANOS-208'] as const).map((rule) => ({
  rule,
  check: (cluster) =>
    issuersOf(cluster).flatMap((object): Finding[] => {
      const acme = specOf(object)['acme'];
      if (!/letsencrypt\.org/.test(asText(at(acme, 'server')) ?? '')) return [];
      return emailProblems(asText(at(acme, 'email')) ?? '', 'spec.acme.email')
        .filter((problem) => problem.rule === rule)
        .map(({ what, fix }) => ({ object, what, fix }));
    }),
}));

/** Certificates for wildcards from issuers that prove nothing by DNS. */
export const wildcardByHttp: ManifestRule = {
  rule: 'THANOS-206',
  check: (cluster) =>
    wantedFrom(cluster, provesByHttpAlone, (name) => name.startsWith('*.') && !INTERNAL.test(name)).map(
      ({ object, name, issuer }) => ({
        object,
        what: `A certificate for the wildcard "${name}" is wanted from ${nameOf(issuer)}, which proves names by HTTP-01 alone: ACME servers prove wildcards by DNS-01 only`,
        fix: 'List the hosts one by one, or give the issuer a DNS-01 solver',
        related: [issuer],
      }),
    ),
};

/** Names of Services and of their pods. */
const INTERNAL = /\.svc(\.cluster\.local)?$/;

/** Certificates for names inside of the cluster from issuers that can prove none of them. */
export const internalByAcme: ManifestRule = {
  rule: 'THANOS-234',
  check: (cluster) =>
    wantedFrom(cluster, isAcme, (name) => INTERNAL.test(name)).map(({ object, name, issuer }) => ({
      object,
      what: `A certificate for "${name}", a name inside of the cluster, is wanted from ${nameOf(issuer)}, and no ACME server can prove that: the Secret never comes, and pods wait for it`,
      fix: 'Take it from an issuer of type CA: for gRPC, GrpcTls.privateCa() makes one; for a remote write, from an authority that its edge takes',
      related: [issuer],
    })),
};

/** Who wants such a name from such an issuer. */
function wantedFrom(
  cluster: Inventory,
  isMeant: (issuer: KubernetesObject) => boolean,
  isWanted: (name: string) => boolean,
): { readonly object: KubernetesObject; readonly name: string; readonly issuer: KubernetesObject }[] {
  const issuers = issuersOf(cluster).filter(isMeant);
  if (issuers.length === 0) return [];
  const clusterWide = new Map(
    issuers.filter(({ kind }) => kind === 'ClusterIssuer').map((each) => [each.metadata.name, each]),
  );
  const local = new Map(
    issuers.filter(({ kind }) => kind === 'Issuer').map((each) => [`${namespaceOf(each)}/${each.metadata.name}`, each]),
  );
  return wantedNames(cluster).flatMap(({ object, kind, issuer: wanted, names }) => {
    const name = names.find(isWanted);
    const issuer = kind === 'ClusterIssuer' ? clusterWide.get(wanted) : local.get(`${namespaceOf(object)}/${wanted}`);
    return name === undefined || !issuer ? [] : [{ object, name, issuer }];
  });
}

function isAcme(issuer: KubernetesObject): boolean {
  return at(specOf(issuer), 'acme') !== undefined;
}

function issuersOf(cluster: Inventory): readonly KubernetesObject[] {
  return [...cluster.ofKind(CERT_MANAGER, 'ClusterIssuer'), ...cluster.ofKind(CERT_MANAGER, 'Issuer')];
}

function provesByHttpAlone(issuer: KubernetesObject): boolean {
  const solvers = asList(at(specOf(issuer), 'acme', 'solvers'));
  return solvers.length > 0 && solvers.every((solver) => at(solver, 'http01') !== undefined);
}

/** Names that somebody wants a certificate for. */
interface Wanted {
  readonly object: KubernetesObject;
  readonly kind: string;
  readonly issuer: string;
  readonly names: readonly string[];
}

function wantedNames(cluster: Inventory): Wanted[] {
  const texts = (list: readonly unknown[]) => list.filter((each) => typeof each === 'string');
  const certificates = cluster.ofKind(CERT_MANAGER, 'Certificate').map((object) => {
    const spec = specOf(object);
    return {
      object,
      kind: asText(at(spec, 'issuerRef', 'kind')) ?? 'Issuer',
      issuer: asText(at(spec, 'issuerRef', 'name')) ?? '',
      names: texts([spec['commonName'], ...asList(spec['dnsNames'])]),
    };
  });
  const ingresses = cluster
    .ofKind('networking.k8s.io', 'Ingress')
    .map((object) =>
      annotated(object, texts(asList(specOf(object)['tls']).flatMap((tls) => asList(at(tls, 'hosts'))))),
    );
  const gateways = cluster.ofKind('gateway.networking.k8s.io', 'Gateway').map((object) => {
    const listeners = asList(specOf(object)['listeners']).filter((each) => at(each, 'tls') !== undefined);
    return annotated(object, texts(listeners.map((each) => at(each, 'hostname'))));
  });
  return [...certificates, ...[...ingresses, ...gateways].flatMap((each) => each ?? [])];
}

function annotated(object: KubernetesObject, names: readonly string[]): Wanted | undefined {
  const annotations = annotationsOf(object);
  const ofCluster = annotations[`${CERT_MANAGER}/cluster-issuer`];
  const issuer = ofCluster ?? annotations[`${CERT_MANAGER}/issuer`];
  if (issuer === undefined) return undefined;
  return { object, kind: ofCluster === undefined ? 'Issuer' : 'ClusterIssuer', issuer, names };
}

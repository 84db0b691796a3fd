import type { Inventory } from './inventory';
import { annotationsOf, groupOf, type KubernetesObject, namespaceOf, specOf } from './kubernetes-object';
import { asList, asText, at } from './value';

/** Stands for whatever namespace. */
const ANY = '*';

/** What is applied, what somebody makes of something that is applied, and what is declared to exist. */
export class MadeObjects {
  private readonly names = new Set<string>();

  constructor(cluster: Inventory) {
    for (const kind of ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'ServiceAccount']) {
      for (const object of cluster.ofKind('', kind)) this.add(kind, namespaceOf(object), object.metadata.name);
    }
    for (const object of cluster.objects) {
      const namespace = object.kind.startsWith('Cluster') ? ANY : namespaceOf(object);
      for (const name of secretsMadeOf(object)) this.add('Secret', namespace, name);
    }
    for (const { kind, namespace, name } of cluster.existing ?? []) this.add(kind, namespace ?? ANY, name);
  }

  /** Whether an object is there when everything has been applied. */
  has(kind: string, namespace: string, name: string): boolean {
    // Kubernetes makes these in each namespace.
    if (kind === 'ServiceAccount' && name === 'default') return true;
    if (kind === 'ConfigMap' && name === 'kube-root-ca.crt') return true;
    // Where a chart leaves namespaces out of some objects, who is beside whom is not known.
    return [namespace, ANY, ''].some((place) => this.names.has(`${kind}/${place}/${name}`));
  }

  private add(kind: string, namespace: string, name: string): void {
    this.names.add(`${kind}/${namespace}/${name}`);
  }
}

/** The Secrets that a controller makes of an object. */
function secretsMadeOf(object: KubernetesObject): string[] {
  const spec = specOf(object);
  const { name } = object.metadata;
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'cert-manager.io/Certificate':
      return texts(spec['secretName']);
    case 'networking.k8s.io/Ingress':
      return hasIssuer(object) ? asList(spec['tls']).flatMap((tls) => texts(at(tls, 'secretName'))) : [];
    case 'gateway.networking.k8s.io/Gateway':
      return hasIssuer(object)
        ? asList(spec['listeners']).flatMap((listener) =>
            asList(at(listener, 'tls', 'certificateRefs')).flatMap((reference) => texts(at(reference, 'name'))),
          )
        : [];
    case 'external-secrets.io/ExternalSecret':
      return [asText(at(spec, 'target', 'name')) ?? name];
    case 'external-secrets.io/ClusterExternalSecret':
      return [asText(at(spec, 'externalSecretSpec', 'target', 'name')) ?? asText(spec['externalSecretName']) ?? name];
    case 'bitnami.com/SealedSecret':
      return [asText(at(spec, 'template', 'metadata', 'name')) ?? name];
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return asList(spec['secretObjects']).flatMap((secret) => texts(at(secret, 'secretName')));
    default:
      return [];
  }
}

/** Whether cert-manager makes the certificates that an Ingress or Gateway names. */
function hasIssuer(object: KubernetesObject): boolean {
  return Object.keys(annotationsOf(object)).some(
    (key) => key === 'kubernetes.io/tls-acme' || /^cert-manager\.io\/(cluster-)?issuer$/.test(key),
  );
}

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

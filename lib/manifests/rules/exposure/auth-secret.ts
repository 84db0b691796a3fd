import { type Ingress, ingressesOf } from '../../ingress';
import type { Inventory } from '../../inventory';
import { namespaceOf, specOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { asList, asText, at } from '../../value';

const NGINX = 'nginx.ingress.kubernetes.io';
const SECRETS = ['auth-secret', 'auth-tls-secret'].map((name) => `${NGINX}/${name}`);

/** `auth-secret: other-namespace/name`, which ingress-nginx refuses unless its ConfigMap allows it. */
export const secretOfOtherNamespace: ManifestRule = {
  rule: 'THANOS-203',
  check: (cluster) => {
    const referring = ingressesOf(cluster).flatMap((ingress) =>
      SECRETS.map((key) => ({ ingress, key, reference: referenceOf(ingress, key) })),
    );
    const foreign = referring.flatMap(({ ingress, key, reference }) =>
      reference?.namespace !== undefined && ingress.namespace !== '' && reference.namespace !== ingress.namespace
        ? [{ ingress, key, reference }]
        : [],
    );
    if (foreign.length === 0 || allowsOtherNamespaces(cluster)) return [];
    return foreign.map(({ ingress, key, reference }) => ({
      object: ingress.object,
      what: `The annotation ${key} names a Secret of namespace ${reference.namespace}, and ingress-nginx reads only those of the Ingress' own namespace, ${ingress.namespace}: it refuses all requests to the host`,
      fix: `Make the Secret in namespace ${ingress.namespace}, and write its name alone: ${reference.name}`,
    }));
  },
};

/** The name alone, of a Secret that is applied too, but somewhere else. */
export const secretMadeElsewhere: ManifestRule = {
  rule: 'THANOS-204',
  check: (cluster) => {
    const basic = ingressesOf(cluster).flatMap((ingress) => {
      const reference = referenceOf(ingress, `${NGINX}/auth-secret`);
      return reference && ingress.namespace !== '' ? [{ ingress, name: reference.name, reference }] : [];
    });
    if (basic.length === 0) return [];
    const made = secretsMade(cluster);
    return basic.flatMap(({ ingress, name, reference }) => {
      const namespaces = made.get(name);
      if (!namespaces || reference.namespace !== undefined || namespaces.has(ingress.namespace)) return [];
      if (namespaces.has('')) return [];
      return [
        {
          object: ingress.object,
          what: `The basic-auth Secret "${name}" is made in namespace ${[...namespaces].join(', ')}, and the Ingress, which is in ${ingress.namespace}, reads that of its own namespace`,
          fix: `Make the Secret in namespace ${ingress.namespace}`,
        },
      ];
    });
  },
};

interface Reference {
  readonly namespace: string | undefined;
  readonly name: string;
}

function referenceOf({ annotations }: Ingress, key: string): Reference | undefined {
  const value = annotations[key];
  if (!value) return undefined;
  const slash = value.indexOf('/');
  return slash === -1
    ? { namespace: undefined, name: value }
    : { namespace: value.slice(0, slash), name: value.slice(slash + 1) };
}

/** Whether the controller's own configuration, if it is applied too, allows it. */
function allowsOtherNamespaces(cluster: Inventory): boolean {
  return cluster
    .ofKind('', 'ConfigMap')
    .some((object) => at(object, 'data', 'allow-cross-namespace-resources') === 'true');
}

/** The names of all Secrets that are applied, or made of what is applied, with their namespaces. */
function secretsMade(cluster: Inventory): Map<string, Set<string>> {
  const made = new Map<string, Set<string>>();
  const add = (name: string | undefined, namespace: string) => {
    if (name !== undefined) made.set(name, (made.get(name) ?? new Set()).add(namespace));
  };
  for (const object of cluster.ofKind('', 'Secret')) add(object.metadata.name, namespaceOf(object));
  for (const object of cluster.ofKind('bitnami.com', 'SealedSecret')) add(object.metadata.name, namespaceOf(object));
  for (const object of cluster.ofKind('external-secrets.io', 'ExternalSecret')) {
    add(asText(at(specOf(object), 'target', 'name')) ?? object.metadata.name, namespaceOf(object));
  }
  for (const object of cluster.ofKind('secrets-store.csi.x-k8s.io', 'SecretProviderClass')) {
    for (const each of asList(specOf(object)['secretObjects'])) {
      add(asText(at(each, 'secretName')), namespaceOf(object));
    }
  }
  return made;
}

import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { withoutNamespace } from '../kubernetes/cluster-scoped';
import type { Identity } from '../kubernetes/identity';

/** What a pod may read in the whole cluster, as whom. */
export interface ClusterAccess {
  readonly serviceAccount: kplus.ServiceAccount;
  readonly clusterRole: kplus.ClusterRole;
  readonly clusterRoleBinding: kplus.ClusterRoleBinding;
}

export interface ClusterAccessRule {
  readonly verbs: readonly string[];
  /** A resource and its API group (`''` is the core group), or a path of the API server. */
  readonly endpoints: readonly ({ readonly apiGroup: string; readonly resource: string } | { readonly path: string })[];
}

/**
 * A ServiceAccount and a ClusterRole for it. The role belongs to no namespace, so its name starts with the one that it is for:
 * two installations do not take it away from each other.
 */
export function clusterAccess(
  scope: Construct,
  identity: Identity,
  rules: readonly ClusterAccessRule[],
  annotations: Readonly<Record<string, string>> = {},
): ClusterAccess {
  const labels = { ...identity.labels };
  const name = `${identity.namespace}-${identity.name}`;
  const serviceAccount = new kplus.ServiceAccount(scope, 'service-account', {
    metadata: { name: identity.name, namespace: identity.namespace, labels, annotations: { ...annotations } },
    automountToken: false,
  });
  const clusterRole = new kplus.ClusterRole(scope, 'cluster-role', {
    metadata: { name, labels },
    rules: rules.map(({ verbs, endpoints }) => ({
      verbs: [...verbs],
      endpoints: endpoints.map((endpoint) =>
        'path' in endpoint
          ? kplus.NonApiResource.of(endpoint.path)
          : kplus.ApiResource.custom({ apiGroup: endpoint.apiGroup, resourceType: endpoint.resource }),
      ),
    })),
  });
  const clusterRoleBinding = new kplus.ClusterRoleBinding(scope, 'cluster-role-binding', {
    metadata: { name, labels },
    role: clusterRole,
  });
  clusterRoleBinding.addSubjects(serviceAccount);
  withoutNamespace(clusterRole);
  withoutNamespace(clusterRoleBinding);
  return { serviceAccount, clusterRole, clusterRoleBinding };
}

import * as kplus from 'cdk8s-plus-27';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { withoutNamespace } from '../kubernetes/cluster-scoped';
import type { Identity } from '../kubernetes/identity';

/** Who a pod is to the API server, and what it may read there in all namespaces. */
export interface ClusterAccess {
  readonly serviceAccount: kplus.ServiceAccount;
  readonly clusterRole: k8s.KubeClusterRole;
  readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
}

/**
 * A ServiceAccount and a ClusterRole for it. The role belongs to no namespace, so its name starts with the one that it is for: two
 * installations do not take it away from each other. It is L1, as L2 would write one rule for each resource.
 */
export function clusterAccess(
  scope: Construct,
  identity: Identity,
  rules: readonly k8s.PolicyRule[],
  annotations: Readonly<Record<string, string>> = {},
): ClusterAccess {
  const { namespace } = identity;
  const labels = { ...identity.labels };
  const name = `${namespace}-${identity.name}`;
  const serviceAccount = new kplus.ServiceAccount(scope, 'service-account', {
    metadata: { name: identity.name, namespace, labels, annotations: { ...annotations } },
    automountToken: false,
  });
  const clusterRole = new k8s.KubeClusterRole(scope, 'cluster-role', { metadata: { name, labels }, rules: [...rules] });
  const clusterRoleBinding = new k8s.KubeClusterRoleBinding(scope, 'cluster-role-binding', {
    metadata: { name, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: identity.name, namespace }],
  });
  withoutNamespace(clusterRole);
  withoutNamespace(clusterRoleBinding);
  return { serviceAccount, clusterRole, clusterRoleBinding };
}

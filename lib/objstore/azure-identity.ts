/** As whom pods reach Azure. No kind of it involves a secret. */
export type AzureIdentity = KubeletIdentity | WorkloadIdentity;

/** The managed identity of the nodes, asked for at the instance metadata service. Every pod of the node pool can use it. */
export interface KubeletIdentity {
  readonly type: 'kubelet';
  /** The identity's client ID, which is not its object ID. */
  readonly clientId: string;
  /** The same identity's object ID. */
  readonly principalId?: string;
}

/** A managed identity federated with the component's ServiceAccount. */
export interface WorkloadIdentity {
  readonly type: 'workload';
  readonly clientId: string;
  /** The same identity's object ID. */
  readonly principalId?: string;
  readonly tenantId?: string;
  readonly tokenExpirationSeconds?: number;
}

export interface KubeletIdentityProps {
  /**
   * Client ID of the AKS kubelet identity: `az aks show --query identityProfile.kubeletidentity.clientId`. Thanos calls it
   * `user_assigned_id`. The role assignment needs the same identity's `objectId` instead, which is `principalId`.
   */
  readonly clientId: string;
  /**
   * Object ID of the same identity: `az aks show --query identityProfile.kubeletidentity.objectId`. No manifest contains it; the
   * role assignments of `cdk8s-thanos azure-roles` are made for it.
   *
   * @default - unknown, and roles cannot be assigned
   */
  readonly principalId?: string;
}

export interface WorkloadIdentityProps {
  /** Client ID of the user-assigned managed identity that each component's ServiceAccount is federated with. */
  readonly clientId: string;
  /**
   * Object ID of the same identity: `az identity show --query principalId`. No manifest contains it; the role assignments of
   * `cdk8s-thanos azure-roles` are made for it.
   *
   * @default - unknown, and roles cannot be assigned
   */
  readonly principalId?: string;
  /** Entra tenant of the identity. @default - the tenant that the workload identity webhook is set up with */
  readonly tenantId?: string;
  /** Life of the ServiceAccount token, 3600 to 86400 seconds. @default 3600 */
  readonly tokenExpirationSeconds?: number;
}

/** The two ways in which AKS gives a pod an identity. */
export const AzureIdentity = {
  /** The nodes' own identity, as in the founding article: nothing to set up, but all pods of the nodes share it. */
  kubelet(props: KubeletIdentityProps): KubeletIdentity {
    return { type: 'kubelet', ...props };
  },

  /**
   * AKS workload identity, the recommended way: needs a federated credential for each ServiceAccount, with the subject
   * `system:serviceaccount:<namespace>:<stack>-<component>`.
   *
   * @see https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
   */
  workload(props: WorkloadIdentityProps): WorkloadIdentity {
    return { type: 'workload', ...props };
  },
} as const;

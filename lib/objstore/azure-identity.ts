/** As whom pods reach Azure. No kind of it involves a secret. */
export type AzureIdentity = KubeletIdentity | WorkloadIdentity;

/** The managed identity of the nodes, asked for at the instance metadata service. Every pod of the node pool can use it. */
export interface KubeletIdentity {
  readonly type: 'kubelet';
  /** The identity's client ID, which is not its object ID. */
  readonly clientId: string;
}

/** A managed identity federated with the component's ServiceAccount. */
export interface WorkloadIdentity {
  readonly type: 'workload';
  readonly clientId: string;
  readonly tenantId?: string;
  readonly tokenExpirationSeconds?: number;
}

export interface KubeletIdentityProps {
  /**
   * Client ID of the AKS kubelet identity: `az aks show --query identityProfile.kubeletidentity.clientId`. Thanos calls it
   * `user_assigned_id`. The role assignment needs the same identity's `objectId` instead.
   */
  readonly clientId: string;
}

export interface WorkloadIdentityProps {
  /** Client ID of the user-assigned managed identity that each component's ServiceAccount is federated with. */
  readonly clientId: string;
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

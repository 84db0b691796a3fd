import type { RuleSet } from '../rule';

const PROVIDER = 'https://github.com/thanos-io/objstore/blob/main/providers/azure/azure.go';
const WEBHOOK =
  'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html';
const NAMES = 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules';

/** The bucket, and as whom it is reached. */
export const AZURE_RULES = {
  'THANOS-030': {
    severity: 'error',
    title: "Thanos' Azure provider refuses the object store configuration",
    protects: 'The pod does not start: no blocks are uploaded, compacted or read.',
    sources: [PROVIDER],
  },
  'THANOS-031': {
    severity: 'error',
    title: 'Workload identity is half set up, or bypassed by the object store configuration',
    protects: 'The pod has no token for Azure, or signs in as somebody else than it seems.',
    sources: [
      'https://github.com/thanos-io/thanos/issues/5891',
      'https://github.com/thanos-io/objstore/blob/main/providers/azure/helpers.go',
      WEBHOOK,
    ],
  },
  'THANOS-033': {
    severity: 'warning',
    title: 'Thanos is to create a container that its roles are assigned on',
    protects: 'A role on a container does not allow to create it: the pod would not start.',
    sources: ['https://github.com/thanos-io/thanos/issues/5172', PROVIDER],
  },
  'THANOS-302': {
    severity: 'error',
    title: 'The name of a storage account or a container is one that Azure does not take',
    protects: 'Neither can exist, so the pod does not start.',
    sources: [NAMES],
  },
  'THANOS-303': {
    severity: 'error',
    title: 'An ID of Azure is no GUID',
    protects: 'Azure knows nobody by that ID, so the pod gets no token.',
    sources: ['https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview'],
  },
  'THANOS-304': {
    severity: 'error',
    title: 'The client ID of an identity is given where its object ID belongs',
    protects: 'Roles would be assigned to nobody.',
    sources: ['https://learn.microsoft.com/azure/role-based-access-control/role-assignments-template'],
  },
  'THANOS-305': {
    severity: 'error',
    title: 'The name of a resource group is one that Azure does not take',
    protects: 'Roles and DNS records would be looked for where nothing can be.',
    sources: [NAMES],
  },
  'THANOS-306': {
    severity: 'error',
    title: 'The endpoint of an Azure bucket is no host suffix',
    protects: 'Thanos puts the account before it and the container after it, and finds no such host.',
    sources: ['https://github.com/thanos-io/objstore/blob/main/providers/azure/helpers.go'],
  },
  'THANOS-307': {
    severity: 'error',
    title: 'The prefix of a bucket is no folder name',
    protects: 'Blocks would be where nobody looks for them.',
    sources: ['https://thanos.io/tip/thanos/storage.md/'],
  },
  'THANOS-308': {
    severity: 'error',
    title: 'The lifetime of a workload identity token is out of range',
    protects: 'The webhook refuses it, and with it every pod of that ServiceAccount.',
    sources: [WEBHOOK],
  },
  'THANOS-309': {
    severity: 'error',
    title: 'Two object store configurations share one ConfigMap',
    protects: 'One component would use the bucket, or the identity, of another.',
    sources: ['This library: AzureBlobProps.configName'],
  },
  'THANOS-311': {
    severity: 'warning',
    title: 'Two components write blocks with the same external labels into one bucket',
    protects: 'Their blocks overlap, and the compactor halts at the first overlap.',
    sources: ['https://thanos.io/tip/operating/troubleshooting.md/', 'https://github.com/thanos-io/thanos/issues/469'],
  },
} as const satisfies RuleSet;

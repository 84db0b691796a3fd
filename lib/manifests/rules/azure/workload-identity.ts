import type { Inventory } from '../../inventory';
import { annotationsOf, type KubernetesObject, nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { azureStoresOf, type ObjectStoreConfig } from '../../object-store';
import { asList, asText, at } from '../../value';

const USE = 'azure.workload.identity/use';
const CLIENT_ID = 'azure.workload.identity/client-id';

/** Fields that sign in otherwise than by workload identity, or that its time has passed. */
const OTHER_SIGN_INS = [
  'user_assigned_id',
  'storage_account_key',
  'storage_connection_string',
  'client_secret',
  'msi_resource',
];

/** Workload identity needs an annotated ServiceAccount, a labelled pod, and a configuration that says nothing of who signs in. */
export const halfWorkloadIdentity: ManifestRule = {
  rule: 'THANOS-031',
  check: (cluster) => azureStoresOf(cluster).flatMap((store) => finding(cluster, store)),
};

function finding(cluster: Inventory, store: ObjectStoreConfig): Finding[] {
  const { workload } = store.process;
  const { object } = workload;
  const labelled = workload.podLabels[USE] === 'true';
  const other = OTHER_SIGN_INS.filter((field) => store.config[field]);
  if (labelled && other.length > 0) {
    return [
      {
        object,
        what: `The pods are labelled ${USE}, and the object store configuration has ${other.join(' and ')}, which workload identity has no use for${other.includes('user_assigned_id') ? ': Thanos asks the node for a token instead' : ''}`,
        fix: `Remove ${other.join(' and ')} from the configuration, or the label from the pods`,
      },
    ];
  }
  const account = serviceAccountOf(cluster, store);
  if (!account || other.length > 0 || bringsItsOwn(store)) return [];
  const annotated = Boolean(annotationsOf(account)[CLIENT_ID]);
  if (labelled === annotated) return [];
  return [
    labelled
      ? {
          object: account,
          what: `The pods of ${nameOf(object)} are labelled ${USE}, and ${nameOf(account)} names no identity for them`,
          fix: `Give the ServiceAccount the annotation ${CLIENT_ID}`,
          related: [object],
        }
      : {
          object,
          what: `${nameOf(account)} names a workload identity, and the pods lack the label ${USE}: they get no token for it`,
          fix: `Give the pod template the label ${USE}: "true"`,
          related: [account],
        },
  ];
}

function serviceAccountOf(cluster: Inventory, { process }: ObjectStoreConfig): KubernetesObject | undefined {
  const { podSpec, namespace } = process.workload;
  return cluster.find('', 'ServiceAccount', namespace, asText(podSpec['serviceAccountName']) ?? 'default');
}

/** Whether the container is told by its environment how to sign in, or may be. */
function bringsItsOwn({ process }: ObjectStoreConfig): boolean {
  const { fields } = process.container;
  return (
    asList(fields['envFrom']).length > 0 ||
    asList(fields['env']).some((each) =>
      /^AZURE_(CLIENT_ID|FEDERATED_TOKEN_FILE)$/.test(asText(at(each, 'name')) ?? ''),
    )
  );
}

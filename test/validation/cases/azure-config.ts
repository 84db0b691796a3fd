import { ApiObject, JsonPatch } from 'cdk8s';
import { AzureIdentity, type Fleet, ObjectStore } from '../../../lib';
import type { AZURE_RULES } from '../../../lib/validation/catalogue/azure';
import type { RuleCases } from '../attempt';
import { ID, inSecret, OTHER_ID, serviceAccount, store } from './setup-azure';

const USE = 'azure.workload.identity/use: "true"';
const ANNOTATED = serviceAccount(`azure.workload.identity/client-id: ${ID}`);
const ACCOUNT = 'serviceAccountName: thanos-store';

const bucket = (fleet: Fleet, names: { storageAccount?: string; container?: string; endpoint?: string }) =>
  fleet.addCluster('west').addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId: ID }),
      ...names,
    }),
  });

/** Every ServiceAccount of a stack with workload identity, changed behind the library's back. */
const patchAccounts = (fleet: Fleet, patch: JsonPatch) => {
  const objstore = ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.workload({ clientId: ID }),
  });
  const stack = fleet.addCluster('west').addThanos({ objstore });
  for (const each of stack.node.findAll()) {
    if (!ApiObject.isApiObject(each) || each.kind !== 'ServiceAccount') continue;
    if (each.metadata.toJson().annotations?.['azure.workload.identity/client-id']) each.addJsonPatch(patch);
  }
};

const CLIENT_ID = '/metadata/annotations/azure.workload.identity~1client-id';

/** What the file holds, and as whom it signs in. */
export const azureConfigCases: RuleCases<
  keyof Pick<typeof AZURE_RULES, 'THANOS-030' | 'THANOS-031' | 'THANOS-302' | 'THANOS-303' | 'THANOS-306'>
> = {
  'THANOS-030': [
    {
      trips: store({ endpoint_suffix: 'blob.core.windows.net' }),
      passes: store({ endpoint: 'blob.core.windows.net' }),
    },
    { trips: store({ container: '' }), passes: store({ container: 'thanostore' }) },
    {
      trips: store({ user_assigned_id: ID, storage_account_key: 'key' }),
      passes: store({ user_assigned_id: ID, storage_account_key: '' }),
    },
    {
      trips: store({ client_id: ID, client_secret: 'secret' }),
      passes: store({ client_id: ID, client_secret: 'secret', az_tenant_id: OTHER_ID }),
    },
    {
      trips: store({ pipeline_config: { max_tries: -1 } }),
      passes: store({ pipeline_config: { max_tries: 0 } }),
    },
    {
      trips: store({ http_config: { tls_config: { ca: '/ca.crt' } } }),
      passes: store({ http_config: { tls_config: { ca_file: '/ca.crt' } } }),
    },
    {
      trips: inSecret('type: AZURE\nconfig: {storage_account: thanostore, container: blocks, storage_key: abc}'),
      passes: inSecret(
        'type: AZURE\nconfig: {storage_account: thanostore, container: blocks, storage_account_key: abc}',
      ),
    },
  ],
  'THANOS-031': [
    {
      trips: (fleet) => patchAccounts(fleet, JsonPatch.remove(CLIENT_ID)),
      passes: (fleet) => patchAccounts(fleet, JsonPatch.replace(CLIENT_ID, OTHER_ID)),
    },
    {
      trips: `${store({ user_assigned_id: ID }, {}, USE, ACCOUNT)}---${ANNOTATED}`,
      passes: `${store({}, {}, USE, ACCOUNT)}---${ANNOTATED}`,
    },
    {
      trips: `${store({}, {}, '', ACCOUNT)}---${ANNOTATED}`,
      passes: `${store({}, {}, '', ACCOUNT)}---${serviceAccount('')}`,
    },
  ],
  'THANOS-302': [
    {
      trips: (fleet) => bucket(fleet, { storageAccount: 'thanos-store' }),
      passes: (fleet) => bucket(fleet, { storageAccount: 'thanosstore' }),
    },
    {
      trips: (fleet) => bucket(fleet, { container: 'thanos--store' }),
      passes: (fleet) => bucket(fleet, { container: 'thanos-store' }),
    },
    { trips: store({ storage_account: 'Thanostore' }), passes: store({ storage_account: '$(ACCOUNT)' }) },
    { trips: store({ container: 'thanos/blocks' }), passes: store({ container: 'thanos' }, { prefix: 'blocks' }) },
  ],
  'THANOS-303': [
    {
      trips: (fleet) => identified(fleet, 'thanos-identity'),
      passes: (fleet) => identified(fleet, ID),
    },
    { trips: store({ user_assigned_id: 'thanos-identity' }), passes: store({ user_assigned_id: ID }) },
    {
      trips: serviceAccount('azure.workload.identity/client-id: thanos-identity'),
      passes: ANNOTATED,
    },
  ],
  'THANOS-306': [
    {
      trips: (fleet) => bucket(fleet, { endpoint: 'https://blob.core.windows.net' }),
      passes: (fleet) => bucket(fleet, { endpoint: 'blob.core.windows.net' }),
    },
    {
      trips: store({ endpoint: 'thanostore.blob.core.windows.net' }),
      passes: store({ endpoint: 'blob.core.windows.net' }),
    },
  ],
};

function identified(fleet: Fleet, clientId: string): void {
  fleet.addCluster('west').addThanos({
    objstore: ObjectStore.azureBlob({
      storageAccount: 'thanostore',
      container: 'thanostore',
      identity: AzureIdentity.kubelet({ clientId }),
    }),
  });
}

import { AzureIdentity, ObjectStore, RemoteWriteDestination } from '../../../lib';

/** A bucket with which nothing is wrong. */
export const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

/** A receiver outside of the fleet. */
export const remoteWrite = RemoteWriteDestination.url('https://receive.example.net/api/v1/receive');

/** Another one. */
export const otherObjstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'other',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

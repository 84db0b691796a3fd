import {
  AzureIdentity,
  type Fleet,
  ObjectStore,
  RemoteWriteDestination,
  StoreApi,
  ThanosQuery,
  type ThanosQueryProps,
} from '../../../lib';

/** A bucket with which nothing is wrong. */
export const objstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'thanostore',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

/** A receiver outside of the fleet. */
export const remoteWrite = RemoteWriteDestination.url('https://receive.example.net/api/v1/receive');

/** A querier in a cluster and a chart of its own. */
export function thanosQuery(fleet: Fleet, options: Partial<ThanosQueryProps>): ThanosQuery {
  return new ThanosQuery(fleet.addCluster('west').addChart('thanos', { namespace: 'thanos' }), 'query', {
    endpoints: [StoreApi.at('dns+sidecar.monitoring.svc:10901')],
    ...options,
  });
}

/** Another one. */
export const otherObjstore = ObjectStore.azureBlob({
  storageAccount: 'thanostore',
  container: 'other',
  identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
});

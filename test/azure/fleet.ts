import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { DnsZoneUse, UsesDnsZones } from '../../lib/exposure/dns-zone';
import { Fleet } from '../../lib/fleet/fleet';
import { AzureIdentity } from '../../lib/objstore/azure-identity';
import { ObjectStore } from '../../lib/objstore/factories';
import type { BucketAccess, IObjectStore } from '../../lib/objstore/object-store';
import { ThanosComponent } from '../../lib/thanos/component';
import { HTTP } from '../../lib/thanos/ports';
import { KUBELET, READER, SUBSCRIPTION } from './setup';

/** The smallest component that uses the bucket. */
export class BucketUser extends ThanosComponent {
  constructor(scope: Construct, component: string, objstore: IObjectStore, access: BucketAccess) {
    super(scope, component, { component }, { component, requests: { cpu: Cpu.millis(1), memory: Size.mebibytes(1) } });
    const flags = { 'objstore.config-file': this.useObjectStore(objstore, access) };
    this.addDeployment({ subcommand: 'store', flags, ports: [HTTP] }, 1);
  }
}

/** Stands for an issuer that answers DNS-01. */
export class ZoneUser extends Construct implements UsesDnsZones {
  constructor(
    scope: Construct,
    id: string,
    readonly dnsZones: readonly DnsZoneUse[],
  ) {
    super(scope, id);
  }
}

const account = {
  storageAccount: 'thanostore',
  container: 'thanostore',
  subscriptionId: SUBSCRIPTION,
  resourceGroup: 'Thanos',
};

/** The article's bucket, and the nodes' identity. */
export const kubeletStore = ObjectStore.azureBlob({ ...account, identity: AzureIdentity.kubelet(KUBELET) });
/** The same bucket by an identity that only reads. */
export const readerStore = ObjectStore.azureBlob({
  ...account,
  identity: AzureIdentity.workload(READER),
  configName: 'objstore-reader',
});

/** A fleet with the article's writers, a reader with an identity of its own, and an issuer. */
export function articleFleet(store: IObjectStore = kubeletStore): Fleet {
  const fleet = new Fleet();
  const chart = fleet.addCluster('playground').addChart('thanos', { namespace: 'thanos' });
  new BucketUser(chart, 'receive', store, 'write');
  new BucketUser(chart, 'compactor', store, 'write');
  new BucketUser(chart, 'store', readerStore, 'read');
  new ZoneUser(chart, 'letsencrypt', [
    {
      zone: 'cookingwithazure.com',
      subscriptionId: SUBSCRIPTION,
      resourceGroup: 'dns',
      identity: AzureIdentity.kubelet(KUBELET),
    },
  ]);
  fleet.addCluster('edge').addChart('empty');
  return fleet;
}

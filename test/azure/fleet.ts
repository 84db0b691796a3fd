import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { AcmeClusterIssuer } from '../../lib/certificates/acme-issuer';
import { AcmeSolver } from '../../lib/certificates/acme-solver';
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
  new AcmeClusterIssuer(chart, 'issuer', {
    email: 'ops@cookingwithazure.com',
    solvers: [
      AcmeSolver.dns01AzureDns({
        hostedZone: 'cookingwithazure.com',
        subscriptionId: SUBSCRIPTION,
        resourceGroup: 'dns',
        identity: { clientId: KUBELET.clientId, principalId: KUBELET.principalId },
      }),
      AcmeSolver.http01(),
    ],
  });
  fleet.addCluster('edge').addChart('empty');
  return fleet;
}

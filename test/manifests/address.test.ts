import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workloadsAt } from '../../lib/manifests/address';
import { Inventory } from '../../lib/manifests/inventory';
import type { KubernetesObject } from '../../lib/manifests/kubernetes-object';

const labels = { app: 'store' };
const objects: KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'store', namespace: 'thanos' }, spec: { selector: labels } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'bare', namespace: 'thanos' }, spec: {} },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'store', namespace: 'thanos' },
    spec: { template: { metadata: { labels }, spec: { containers: [] } } },
  },
];

describe('An address in a cluster', () => {
  const found = [
    'store:10901',
    'dns+store.thanos:10901',
    'dnssrv+_grpc._tcp.store.thanos.svc.cluster.local',
    'dnssrvnoa+_grpc._tcp.store.thanos.svc',
    'store-0.store.thanos.svc.cluster.local:10901',
    'http://store.thanos.svc:10902/prefix',
  ];
  for (const address of found) {
    it(`leads to a workload: ${address}`, () =>
      assert.deepEqual(
        workloadsAt(new Inventory(objects), address, 'thanos').map(({ object }) => object.kind),
        ['StatefulSet'],
      ));
  }

  const nowhere = ['store.other.svc:10901', 'bare:10901', 'store.thanos.example.com:10901', '10.0.0.1:10901', '', ':1'];
  for (const address of nowhere) {
    it(`leads nowhere: "${address}"`, () =>
      assert.deepEqual(workloadsAt(new Inventory(objects), address, 'thanos'), []));
  }
});

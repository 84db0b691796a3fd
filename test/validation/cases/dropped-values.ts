import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { type Fleet, ThanosStoreGateway } from '../../../lib';
import type { RuleCases } from '../attempt';
import { objstore, thanosQuery } from './setup';

const chart = (fleet: Fleet): Chart => fleet.addCluster('west').addChart('thanos', { namespace: 'thanos' });

const patchedQuery = (fleet: Fleet, patch: JsonPatch) => thanosQuery(fleet, {}).deployment.addJsonPatch(patch);

const REQUEST = '/spec/template/spec/containers/0/resources/requests/memory';

export const droppedValueCases: RuleCases<'THANOS-126' | 'THANOS-131'> = {
  'THANOS-126': [
    {
      trips: (fleet) => patchedQuery(fleet, JsonPatch.replace(REQUEST, '1Gi')),
      passes: (fleet) => patchedQuery(fleet, JsonPatch.replace(REQUEST, k8s.Quantity.fromString('1Gi'))),
    },
    {
      trips: (fleet) => patchedQuery(fleet, JsonPatch.add('/spec/template/spec/hostAlias', [])),
      passes: (fleet) => patchedQuery(fleet, JsonPatch.add('/spec/template/spec/hostAliases', [])),
    },
    {
      // The way it is spelt in YAML is not the way that the class spells it.
      trips: (fleet) =>
        new ThanosStoreGateway(chart(fleet), 'store', { objstore }).service.addJsonPatch(
          JsonPatch.add('/spec/loadBalancerIP', '192.0.2.1'),
        ),
      passes: (fleet) =>
        new ThanosStoreGateway(chart(fleet), 'store', { objstore }).service.addJsonPatch(
          JsonPatch.add('/spec/loadBalancerIp', '192.0.2.1'),
        ),
    },
    {
      trips: (fleet) => {
        const unknown = { data: { a: 'b' }, unknownField: 'c' };
        new k8s.KubeConfigMap(chart(fleet), 'config', unknown);
      },
      passes: (fleet) => {
        const unknown = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' }, unknownField: 'c' };
        new ApiObject(chart(fleet), 'config', unknown);
      },
    },
  ],
  'THANOS-131': [
    {
      trips: (fleet) => patchedQuery(fleet, JsonPatch.add('/spec/template/spec/dnsConfig/options', [])),
      passes: (fleet) => patchedQuery(fleet, JsonPatch.add('/spec/template/spec/dnsConfig', { options: [] })),
    },
    {
      trips: (fleet) => patchedQuery(fleet, JsonPatch.replace('/spec/template/spec/containers/3/image', 'x')),
      passes: (fleet) => patchedQuery(fleet, JsonPatch.replace('/spec/template/spec/containers/0/image', 'x/y:1')),
    },
  ],
};

import { ApiObject } from 'cdk8s';
import { suppressRule } from '../../../lib';
import type { FLEET_RULES } from '../../../lib/validation/catalogue/fleet';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';

const annotated = (annotation: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: config, namespace: apps, annotations: { ${annotation} } }
`;

export const fleetCases: RuleCases<keyof typeof FLEET_RULES> = {
  'THANOS-601': [
    {
      trips: (fleet) => {
        const { receive } = fleet.addCluster('west').addThanos({ objstore });
        suppressRule(receive, 'THANOS-001', 'It was once too small');
      },
      passes: (fleet) => {
        const { receive } = fleet.addCluster('west').addThanos({ objstore, receive: { replicationFactor: 3 } });
        suppressRule(receive, 'THANOS-001', 'Two more pods join by hand');
      },
    },
    {
      trips: (fleet) => {
        const { receive } = fleet.addCluster('west').addThanos({ objstore, receive: { replicationFactor: 3 } });
        suppressRule(receive, 'THANOS-001', 'Two more pods join by hand');
        suppressRule(receive, 'THANOS-001', ' ');
      },
      passes: (fleet) => {
        const chart = fleet.addCluster('west').addChart('apps', { namespace: 'apps' });
        for (const id of ['a', 'b']) {
          new ApiObject(chart, id, {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'config', annotations: { 'cdk8s-thanos/THANOS-101': 'The same, from two charts' } },
          });
        }
      },
    },
    {
      trips: annotated('cdk8s-thanos/THANOS-000: No longer needed'),
      passes: annotated('cdk8s-thanos/THANOS-101: No longer needed'),
    },
    { trips: annotated("cdk8s-thanos/THANOS-101: ''"), passes: annotated('example.com/THANOS-101: ""') },
  ],
};

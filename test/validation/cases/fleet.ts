import { ApiObject } from 'cdk8s';
import { Exposure, type Fleet, RemoteWriteDestination, suppressRule } from '../../../lib';
import type { FLEET_RULES } from '../../../lib/validation/catalogue/fleet';
import type { RuleCases } from '../attempt';
import { objstore, otherObjstore, remoteWrite } from './setup';
import { exposed, exposure } from './setup-exposure';

const namespaces = (fleet: Fleet, second: 'restricted' | 'baseline') => {
  const cluster = fleet.addCluster('west');
  cluster.addNamespace('apps');
  cluster.addNamespace('apps', { podSecurity: second });
};

const twoClusters = (fleet: Fleet, labels: Record<string, string>) => {
  fleet.addCluster('west', { externalLabels: { datacenter: 'westeu' } }).addPrometheus({ remoteWrite });
  fleet.addCluster('north', { externalLabels: labels }).addPrometheus({ remoteWrite });
};

const twoExposures = (fleet: Fleet, domain: string) => {
  exposed(fleet);
  fleet
    .addCluster('north')
    .addThanos({ objstore: otherObjstore, exposure: Exposure.ingressNginx({ ...exposure, domain }) });
};

const writer = (fleet: Fleet, host: string) => {
  exposed(fleet);
  const destination = RemoteWriteDestination.url(`https://${host}/api/v1/receive`, { basicAuth: true });
  fleet.addCluster('north').addPrometheus({ remoteWrite: destination });
};

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
  'THANOS-604': [
    { trips: (fleet) => namespaces(fleet, 'baseline'), passes: (fleet) => namespaces(fleet, 'restricted') },
  ],
  'THANOS-605': [
    {
      trips: (fleet) => twoExposures(fleet, 'thanos.example.com'),
      passes: (fleet) => twoExposures(fleet, 'north.thanos.example.com'),
    },
  ],
  'THANOS-606': [
    {
      trips: (fleet) => twoClusters(fleet, {}),
      passes: (fleet) => twoClusters(fleet, { datacenter: 'northeu' }),
    },
  ],
  'THANOS-607': [
    {
      trips: (fleet) => writer(fleet, 'recieve.thanos.example.com'),
      passes: (fleet) => writer(fleet, 'receive.thanos.example.com'),
    },
    {
      trips: (fleet) => writer(fleet, 'receiver.thanos.example.com'),
      passes: (fleet) => writer(fleet, 'receiver.example.net'),
    },
  ],
};

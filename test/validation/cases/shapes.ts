import type { IngestorReplicas } from '../../../lib';
import type { SHAPE_RULES } from '../../../lib/validation/catalogue/shapes';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';

const hashring = (replicas: IngestorReplicas) => ({ name: 'team-a', tenants: ['a'], ingestors: { replicas } });

export const shapeCases: RuleCases<keyof typeof SHAPE_RULES> = {
  'THANOS-650': [
    {
      trips: (fleet) =>
        fleet
          .addCluster('west')
          .addThanos({ objstore, receive: { replicas: { from: 3, to: 3 }, replicationFactor: 3 } }),
      passes: (fleet) =>
        fleet
          .addCluster('west')
          .addThanos({ objstore, receive: { replicas: { from: 3, to: 4 }, replicationFactor: 3 } }),
    },
  ],
  'THANOS-651': [
    {
      trips: (fleet) =>
        fleet
          .addCluster('west')
          .addThanos({ objstore, receive: { router: {}, hashrings: [hashring({ from: 0, to: 2 })] } }),
      passes: (fleet) =>
        fleet.addCluster('west').addThanos({
          objstore,
          receive: { router: {}, hashrings: [hashring({ from: 0, to: 2 }), { name: 'default' }] },
        }),
    },
  ],
  'THANOS-652': [
    {
      trips: (fleet) =>
        fleet.addCluster('west').addThanos({ objstore, ruler: true, query: { tenancy: { enforce: true } } }),
      passes: (fleet) => fleet.addCluster('west').addThanos({ objstore, query: { tenancy: { enforce: true } } }),
    },
  ],
};

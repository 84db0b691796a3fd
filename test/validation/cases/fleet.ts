import { suppressRule } from '../../../lib';
import type { FLEET_RULES } from '../../../lib/validation/catalogue/fleet';
import type { RuleCases } from '../attempt';
import { objstore } from './setup';

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
  ],
};

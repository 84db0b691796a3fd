import type { BLOCK_RULES } from '../../../lib/validation/catalogue/blocks';
import type { RuleCases } from '../attempt';
import { thanos } from './stack';

export const blockCases: RuleCases<keyof typeof BLOCK_RULES> = {
  'THANOS-551': [
    { trips: thanos({ bucketWeb: { minTime: '6w' } }), passes: thanos({ bucketWeb: { minTime: '-6w' } }) },
    {
      trips: thanos({ bucketWeb: { minTime: '2026-02-30T00:00:00Z' } }),
      passes: thanos({ bucketWeb: { minTime: '2026-02-28T00:00:00Z' } }),
    },
  ],
  'THANOS-552': [
    {
      trips: thanos({ storeGateway: { limits: { samples: 119 } } }),
      passes: thanos({ storeGateway: { limits: { samples: 120 } } }),
    },
  ],
};

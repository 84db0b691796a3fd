import type { BLOCK_RULES } from '../../../lib/validation/catalogue/blocks';
import type { RuleCases } from '../attempt';
import { thanos } from './stack';

export const blockCases: RuleCases<keyof typeof BLOCK_RULES> = {
  'THANOS-552': [
    {
      trips: thanos({ storeGateway: { limits: { samples: 119 } } }),
      passes: thanos({ storeGateway: { limits: { samples: 120 } } }),
    },
  ],
};

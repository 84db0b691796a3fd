import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { clusterCases } from './clusters';
import { clustersFileCases } from './clusters-file';
import { fleetCases } from './fleet';
import { hashringCases } from './hashrings';
import { kubernetesCases } from './kubernetes';

/** For each rule of the catalogue, what trips it and what just passes it. The compiler asks for those of a new rule. */
export const RULE_CASES: RuleCases<RuleId> = {
  ...hashringCases,
  ...kubernetesCases,
  ...fleetCases,
  ...clusterCases,
  ...clustersFileCases,
};

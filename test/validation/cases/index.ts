import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { azureCases } from './azure';
import { exposureCases } from './exposure';
import { fleetCases } from './fleet';
import { hashringCases } from './hashrings';
import { kubernetesCases } from './kubernetes';
import { prometheusCases } from './prometheus';

/** For each rule of the catalogue, what trips it and what just passes it. The compiler asks for those of a new rule. */
export const RULE_CASES: RuleCases<RuleId> = {
  ...hashringCases,
  ...kubernetesCases,
  ...exposureCases,
  ...azureCases,
  ...prometheusCases,
  ...fleetCases,
};

import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { azureCases } from './azure';
import { blockCases } from './blocks';
import { cacheCases } from './caches';
import { exposureCases } from './exposure';
import { fleetCases } from './fleet';
import { hashringCases } from './hashrings';
import { kubernetesCases } from './kubernetes';
import { optionCases } from './options';
import { prometheusCases } from './prometheus';
import { queryCases } from './query';
import { receiveCases } from './receive';
import { ruleFileCases } from './rule-files';
import { rulerCases } from './ruler';
import { shapeCases } from './shapes';

/** For each rule of the catalogue, what trips it and what just passes it. The compiler asks for those of a new rule. */
export const RULE_CASES: RuleCases<RuleId> = {
  ...hashringCases,
  ...kubernetesCases,
  ...optionCases,
  ...receiveCases,
  ...queryCases,
  ...blockCases,
  ...cacheCases,
  ...rulerCases,
  ...ruleFileCases,
  ...exposureCases,
  ...azureCases,
  ...prometheusCases,
  ...fleetCases,
  ...shapeCases,
};

import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { blockCases } from './blocks';
import { cacheCases } from './caches';
import { clusterCases } from './clusters';
import { clustersFileCases } from './clusters-file';
import { fleetCases } from './fleet';
import { hashringCases } from './hashrings';
import { kubernetesCases } from './kubernetes';
import { optionCases } from './options';
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
  ...fleetCases,
  ...clusterCases,
  ...clustersFileCases,
  ...shapeCases,
};

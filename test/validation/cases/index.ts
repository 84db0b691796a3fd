import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { blockCases } from './blocks';
import { cacheCases } from './caches';
import { externalLabelCases } from './external-labels';
import { fleetCases } from './fleet';
import { hashringCases } from './hashrings';
import { ingestorCases } from './ingestors';
import { kubernetesCases } from './kubernetes';
import { kubernetesWiringCases } from './kubernetes-wiring';
import { optionCases } from './options';
import { queryCases } from './query';
import { receiveCases } from './receive';
import { ruleFileCases } from './rule-files';
import { rulerCases } from './ruler';
import { shapeCases } from './shapes';

/** For each rule of the catalogue, what trips it and what just passes it. The compiler asks for those of a new rule. */
export const RULE_CASES: RuleCases<RuleId> = {
  ...hashringCases,
  ...externalLabelCases,
  ...ingestorCases,
  ...kubernetesCases,
  ...optionCases,
  ...receiveCases,
  ...queryCases,
  ...blockCases,
  ...cacheCases,
  ...rulerCases,
  ...ruleFileCases,
  ...kubernetesWiringCases,
  ...fleetCases,
  ...shapeCases,
};

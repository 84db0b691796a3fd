import type { RuleId } from '../../../lib/validation/catalogue';
import type { RuleCases } from '../attempt';
import { argumentCases } from './arguments';
import { azureCases } from './azure';
import { blockCases } from './blocks';
import { cacheCases } from './caches';
import { clientCertificateCases } from './client-certificates';
import { clusterTokenCases } from './cluster-tokens';
import { clusterCases } from './clusters';
import { clustersFileCases } from './clusters-file';
import { compactorCases } from './compactor';
import { componentCases } from './components';
import { exposureCases } from './exposure';
import { externalLabelCases } from './external-labels';
import { fleetCases } from './fleet';
import { gitopsCases } from './gitops';
import { grpcTlsCases } from './grpc-tls';
import { hashringCases } from './hashrings';
import { ingestorCases } from './ingestors';
import { kubernetesCases } from './kubernetes';
import { kubernetesWiringCases } from './kubernetes-wiring';
import { optionCases } from './options';
import { prometheusCases } from './prometheus';
import { queryCases } from './query';
import { receiveCases } from './receive';
import { ruleFileCases } from './rule-files';
import { rulerCases } from './ruler';
import { shapeCases } from './shapes';
import { storeApiCases } from './store-api';

/** For each rule of the catalogue, what trips it and what just passes it. The compiler asks for those of a new rule. */
export const RULE_CASES: RuleCases<RuleId> = {
  ...hashringCases,
  ...externalLabelCases,
  ...ingestorCases,
  ...compactorCases,
  ...componentCases,
  ...argumentCases,
  ...kubernetesCases,
  ...optionCases,
  ...receiveCases,
  ...queryCases,
  ...blockCases,
  ...cacheCases,
  ...rulerCases,
  ...ruleFileCases,
  ...kubernetesWiringCases,
  ...exposureCases,
  ...clusterTokenCases,
  ...clientCertificateCases,
  ...grpcTlsCases,
  ...azureCases,
  ...prometheusCases,
  ...fleetCases,
  ...clusterCases,
  ...clustersFileCases,
  ...shapeCases,
  ...storeApiCases,
  ...gitopsCases,
};

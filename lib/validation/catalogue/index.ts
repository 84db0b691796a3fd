import type { Rule, Severity } from '../rule';
import { ARGUMENT_RULES } from './arguments';
import { AZURE_RULES } from './azure';
import { BLOCK_RULES } from './blocks';
import { CACHE_RULES } from './caches';
import { CLIENT_CERTIFICATE_RULES } from './client-certificates';
import { CLUSTER_TOKEN_RULES } from './cluster-tokens';
import { CLUSTER_RULES } from './clusters';
import { CLUSTERS_FILE_RULES } from './clusters-file';
import { COMPACTOR_RULES } from './compactor';
import { COMPONENT_RULES } from './components';
import { EXPOSURE_RULES } from './exposure';
import { EXTERNAL_LABEL_RULES } from './external-labels';
import { FLEET_RULES } from './fleet';
import { GITOPS_RULES } from './gitops';
import { GRPC_TLS_RULES } from './grpc-tls';
import { HASHRING_RULES } from './hashrings';
import { INGESTOR_RULES } from './ingestors';
import { KUBERNETES_RULES } from './kubernetes';
import { KUBERNETES_WIRING_RULES } from './kubernetes-wiring';
import { OPTION_RULES } from './options';
import { PROMETHEUS_RULES } from './prometheus';
import { QUERY_RULES } from './query';
import { RECEIVE_RULES } from './receive';
import { RULE_FILE_RULES } from './rule-files';
import { RULER_RULES } from './ruler';
import { SHAPE_RULES } from './shapes';
import { STORE_API_RULES } from './store-api';

/** Every rule of this library, by id. */
export const RULES = {
  ...HASHRING_RULES,
  ...EXTERNAL_LABEL_RULES,
  ...INGESTOR_RULES,
  ...COMPACTOR_RULES,
  ...COMPONENT_RULES,
  ...ARGUMENT_RULES,
  ...KUBERNETES_RULES,
  ...OPTION_RULES,
  ...RECEIVE_RULES,
  ...QUERY_RULES,
  ...BLOCK_RULES,
  ...CACHE_RULES,
  ...RULER_RULES,
  ...RULE_FILE_RULES,
  ...KUBERNETES_WIRING_RULES,
  ...EXPOSURE_RULES,
  ...CLUSTER_TOKEN_RULES,
  ...CLIENT_CERTIFICATE_RULES,
  ...GRPC_TLS_RULES,
  ...AZURE_RULES,
  ...PROMETHEUS_RULES,
  ...FLEET_RULES,
  ...CLUSTER_RULES,
  ...CLUSTERS_FILE_RULES,
  ...SHAPE_RULES,
  ...STORE_API_RULES,
  ...GITOPS_RULES,
} as const;

/** The id of a rule, by which `docs/rules.md` lists it. */
export type RuleId = keyof typeof RULES;

/** All ids, in order. */
export const RULE_IDS = (Object.keys(RULES) as RuleId[]).sort();

export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(RULES, id);
}

export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}

export function severityOf(id: RuleId): Severity {
  return RULES[id].severity;
}

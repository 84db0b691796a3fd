import type { Rule, Severity } from '../rule';
import { CLUSTER_RULES } from './clusters';
import { CLUSTERS_FILE_RULES } from './clusters-file';
import { FLEET_RULES } from './fleet';
import { HASHRING_RULES } from './hashrings';
import { KUBERNETES_RULES } from './kubernetes';

/** Every rule of this library, by id. */
export const RULES = {
  ...HASHRING_RULES,
  ...KUBERNETES_RULES,
  ...FLEET_RULES,
  ...CLUSTER_RULES,
  ...CLUSTERS_FILE_RULES,
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

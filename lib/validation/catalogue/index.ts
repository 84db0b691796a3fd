import type { Rule, Severity } from '../rule';
import { AZURE_RULES } from './azure';
import { EXPOSURE_RULES } from './exposure';
import { FLEET_RULES } from './fleet';
import { HASHRING_RULES } from './hashrings';
import { KUBERNETES_RULES } from './kubernetes';
import { PROMETHEUS_RULES } from './prometheus';

/** Every rule of this library, by id. */
export const RULES = {
  ...HASHRING_RULES,
  ...KUBERNETES_RULES,
  ...EXPOSURE_RULES,
  ...AZURE_RULES,
  ...PROMETHEUS_RULES,
  ...FLEET_RULES,
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

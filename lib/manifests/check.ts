import type { RuleId } from '../validation/catalogue';
import { SUPPRESSION_PREFIX } from '../validation/suppression';
import type { Inventory } from './inventory';
import { annotationsOf, type KubernetesObject } from './kubernetes-object';
import type { Finding } from './manifest-rule';
import { MANIFEST_RULES } from './rules';

/** A finding, and the rule that made it. */
export interface RuleFinding extends Finding {
  readonly rule: RuleId;
}

/** Everything that the rules find in a cluster's manifests, suppressed or not, rule by rule. */
export function checkManifests(cluster: Inventory): RuleFinding[] {
  return MANIFEST_RULES.flatMap(({ rule, check }) => check(cluster).map((finding) => ({ rule, ...finding })));
}

/** Whether an object says by an annotation that a rule does not hold for it. */
export function isSuppressedOn(object: KubernetesObject, rule: RuleId): boolean {
  return Object.hasOwn(annotationsOf(object), `${SUPPRESSION_PREFIX}${rule}`);
}

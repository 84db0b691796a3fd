import { parseAllDocuments } from 'yaml';
import { ConfigurationError, Fleet } from '../../lib';
import { checkManifests } from '../../lib/manifests/check';
import { Inventory } from '../../lib/manifests/inventory';
import { isKubernetesObject } from '../../lib/manifests/kubernetes-object';
import type { RuleId } from '../../lib/validation/catalogue';
import { problemText } from '../../lib/validation/problem';

/** A program that builds a fleet, or returns one of its own; or manifests that anybody may have written, as YAML. */
export type Attempt = ((fleet: Fleet) => unknown) | string;

/** What shows that a rule works. */
export interface RuleCase {
  /** Breaks the rule, and no other. */
  readonly trips: Attempt;
  /** As near to that as can be, and breaks none. */
  readonly passes: Attempt;
}

/** The cases of rules; the first one of each is the example in docs/rules.md. */
export type RuleCases<Id extends RuleId> = Readonly<Record<Id, readonly [RuleCase, ...RuleCase[]]>>;

/** What an attempt breaks: ids of rules, and messages. */
export function outcome(attempt: Attempt): { readonly rule?: RuleId; readonly message: string }[] {
  if (typeof attempt === 'string') {
    const objects = parseAllDocuments(attempt).map((document): unknown => document.toJS());
    return checkManifests(new Inventory(objects.filter(isKubernetesObject))).map((finding) => ({
      rule: finding.rule,
      message: problemText(finding),
    }));
  }
  const fleet = new Fleet({ outdir: '/nowhere' });
  try {
    const made = attempt(fleet);
    return [...(made instanceof Fleet ? made : fleet).validate()];
  } catch (error) {
    if (error instanceof ConfigurationError) return [...error.problems];
    throw error;
  }
}

import type { IConstruct } from 'constructs';
import type { RuleId } from './catalogue';

/** The annotation of an object on which a rule is suppressed: `cdk8s-thanos/THANOS-010`, with the reason as its value. */
export const SUPPRESSION_PREFIX = 'cdk8s-thanos/';

/** A rule that does not hold for a construct and what is below it. */
export interface Suppression {
  readonly construct: IConstruct;
  readonly rule: RuleId;
  readonly reason: string;
}

const suppressions = new WeakMap<IConstruct, Suppression[]>();

/** Keeps a suppression with the tree of its construct. */
export function addSuppression(suppression: Suppression): void {
  const { root } = suppression.construct.node;
  suppressions.set(root, [...(suppressions.get(root) ?? []), suppression]);
}

/** The suppressions of a tree, in the order in which they were made. */
export function suppressionsOf(root: IConstruct): readonly Suppression[] {
  return suppressions.get(root) ?? [];
}

/** Whether a suppression holds for a construct. */
export function holdsFor(suppression: Suppression, construct: IConstruct): boolean {
  return construct.node.scopes.includes(suppression.construct);
}

export function isSuppressed(construct: IConstruct, rule: RuleId): boolean {
  return suppressionsOf(construct.node.root).some((each) => each.rule === rule && holdsFor(each, construct));
}

import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRuleId, type RuleId } from './catalogue';
import { collectProblems, type FoundProblem, isCollecting, problemText } from './problem';
import { addSuppression, holdsFor, SUPPRESSION_PREFIX, type Suppression, suppressionsOf } from './suppression';

/**
 * Declares that a rule of the catalogue does not hold for a construct and what is below it. Each object there carries the
 * annotation `cdk8s-thanos/<rule>` with the reason, which is what a reviewer of the manifests sees, so name the narrowest construct:
 * `thanos.receive` rather than its chart. A rule that nothing there breaks, that does not exist or that comes without a reason is a
 * problem itself.
 *
 * @param rule its id: `THANOS-010`
 * @param reason why it may be broken here, for those who review
 */
export function suppressRule(construct: IConstruct, rule: RuleId, reason: string): void {
  const suppression = { construct, rule, reason };
  addSuppression(suppression);
  construct.node.addValidation({
    validate: () => {
      // Everything has been added by now, and nothing rendered.
      annotate(suppression);
      if (isCollecting()) return [];
      return suppressionProblems(suppression, collectProblems(construct.node.root)).map(({ message }) => message);
    },
  });
}

/** What is wrong with the suppressions of a tree, given everything that its rules found. */
export function allSuppressionProblems(root: IConstruct, found: readonly FoundProblem[]): FoundProblem[] {
  return suppressionsOf(root).flatMap((suppression) => suppressionProblems(suppression, found));
}

function suppressionProblems(suppression: Suppression, found: readonly FoundProblem[]): FoundProblem[] {
  const { construct, rule, reason } = suppression;
  const problem = (what: string, fix: string): FoundProblem[] => [
    { construct, rule: 'THANOS-601', severity: 'error', message: problemText({ rule: 'THANOS-601', what, fix }) },
  ];
  if (!isRuleId(rule)) {
    return problem(`There is no rule ${rule} to suppress`, 'Write the id at the start of the message to be suppressed');
  }
  if (reason.trim() === '') {
    return problem(
      `Rule ${rule} is suppressed without a reason`,
      'Say why it may be broken here, for those who review',
    );
  }
  if (found.some((each) => each.rule === rule && holdsFor(suppression, each.construct))) return [];
  return problem(
    `Rule ${rule} is suppressed, and nothing here breaks it`,
    'Remove the suppression, or move it to the construct that the message named',
  );
}

function annotate({ construct, rule, reason }: Suppression): void {
  if (!isRuleId(rule) || reason.trim() === '') return;
  for (const each of construct.node.findAll()) {
    if (ApiObject.isApiObject(each)) each.metadata.addAnnotation(`${SUPPRESSION_PREFIX}${rule}`, reason);
  }
}

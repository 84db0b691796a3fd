import type { Construct, IConstruct } from 'constructs';
import { type RuleId, severityOf } from './catalogue';
import type { Severity } from './rule';
import { isSuppressed } from './suppression';

/** What is wrong, in the words of the person who has to mend it. */
export interface Mistake {
  /** What was given and why it does not work. */
  readonly what: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A mistake in a configuration. For checks of your own, beside this library's, there is `node.addValidation`. */
export interface Problem extends Mistake {
  /** The rule of the catalogue that it breaks, which says how severe it is. */
  readonly rule: RuleId;
}

/** A problem, and the construct that has it. */
export interface FoundProblem {
  readonly construct: IConstruct;
  readonly rule?: RuleId;
  readonly severity: Severity;
  readonly message: string;
}

/**
 * Reports a problem of one construct. It does not throw: every problem of a run is shown at once, when the app is synthesised,
 * each with the path of its construct.
 */
export function reportProblem(construct: Construct, problem: Problem): void {
  checkAtSynth(construct, () => [problem]);
}

/** While a fleet collects, problems go to it whole. An App of your own gets the errors as text, as it does from every construct. */
let collector: ((found: FoundProblem) => void) | 'ignore' | undefined;

/** Whether problems are being collected, rather than reported by cdk8s. */
export function isCollecting(): boolean {
  return collector !== undefined;
}

/** Reports what only the finished tree can tell: `check` runs once the app is synthesised, and returns the problems it finds. */
export function checkAtSynth(construct: Construct, check: () => readonly Problem[]): void {
  checkBelow(construct, () => check().map((problem) => problemFound(construct, problem)));
}

/** Reports what only the finished tree can tell of a construct and those below it. */
export function checkBelow(construct: Construct, check: () => readonly FoundProblem[]): void {
  const warned = new Set<string>();
  construct.node.addValidation({
    validate: () => {
      if (collector === 'ignore') return [];
      const found = check();
      if (collector) {
        found.forEach(collector);
        return [];
      }
      const wanted = found.filter((each) => !each.rule || !isSuppressed(each.construct, each.rule));
      for (const each of wanted) {
        const warning = `[${each.construct.node.path}] ${each.message}`;
        if (each.severity === 'error' || warned.has(warning)) continue;
        warned.add(warning);
        process.emitWarning(warning, 'ThanosWarning');
      }
      return wanted
        .filter(({ severity }) => severity === 'error')
        .map((each) => (each.construct === construct ? each.message : `${each.construct.node.path}: ${each.message}`));
    },
  });
}

/** Every problem below a construct, suppressed or not, also those that constructs of others report. */
export function collectProblems(root: IConstruct): FoundProblem[] {
  const found: FoundProblem[] = [];
  whileCollecting(
    (problem) => found.push(problem),
    () => {
      for (const construct of root.node.findAll()) {
        for (const message of construct.node.validate()) found.push({ construct, severity: 'error', message });
      }
    },
  );
  return found;
}

/** Runs something that validates along the way, and keeps it from failing for what has been collected already. */
export function withoutValidation<T>(run: () => T): T {
  return whileCollecting('ignore', run);
}

function whileCollecting<T>(collect: typeof collector, run: () => T): T {
  const outer = collector;
  collector = collect;
  try {
    return run();
  } finally {
    collector = outer;
  }
}

/** A problem of a construct, as the catalogue ranks it. */
export function problemFound(construct: IConstruct, { rule, what, fix }: Problem): FoundProblem {
  return { construct, rule, severity: severityOf(rule), message: problemText({ rule, what, fix }) };
}

/** The problem as it is printed: the rule's id, what is wrong, and what to write instead. */
export function problemText({ rule, what, fix }: Problem): string {
  return `${rule}: ${what}. ${fix}`;
}

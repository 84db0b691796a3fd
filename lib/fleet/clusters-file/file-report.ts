import { type RuleId, severityOf } from '../../validation/catalogue';
import { FLEET, type LocatedProblem } from '../../validation/configuration-error';
import { type Problem, problemText } from '../../validation/problem';
import { refusal } from '../report';

/** Where something is written, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file. What several clusters inherit is said once, where it is written. */
export class FileReport {
  private readonly found = new Map<string, { readonly position: Position; readonly problem: Problem }>();

  constructor(private readonly file: string) {}

  add(position: Position, problem: Problem): void {
    this.found.set(`${this.place(position)} ${problem.what}`, { position, problem });
  }

  /** `clusters.yaml:12:3`, as editors and terminals link it. */
  private place({ line, column }: Position): string {
    return `${this.file}:${line}:${column}`;
  }

  /**
   * Throws everything that is wrong.
   *
   * @param rule only if this rule is broken
   */
  throwIfBroken(rule?: RuleId): void {
    const problems = this.problems();
    const broken = rule ? problems.some((problem) => problem.rule === rule) : problems.length > 0;
    if (broken) throw refusal(problems);
  }

  /** All problems, in the order of the file. */
  private problems(): LocatedProblem[] {
    return [...this.found.values()]
      .sort(({ position: a }, { position: b }) => a.line - b.line || a.column - b.column)
      .map(({ position, problem }) => ({
        cluster: FLEET,
        path: this.place(position),
        rule: problem.rule,
        severity: problem.rule ? severityOf(problem.rule) : 'error',
        message: problemText(problem),
      }));
  }
}

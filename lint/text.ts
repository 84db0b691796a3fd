import { count } from '../reporting/count';
import type { LintFinding } from './findings';
import type { LintReport } from './report';

/** A report as a person reads it: by file, those with errors first, and a line that sums up. */
export function text({ findings, problems, objects }: LintReport): string {
  const files = new Map<string, LintFinding[]>();
  for (const finding of findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const blocks = [...files].map(([file, found]) => [file, ...found.flatMap(lines), ''].join('\n'));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sum = [
    `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')} in ${count(objects, 'object')}`,
    ...(problems.length > 0 ? [`${count(problems.length, 'problem')} with what was to be read`] : []),
    ...(findings.length > 0 ? ['docs/rules.md explains each rule'] : []),
  ].join('. ');
  return [...blocks, `${sum}.\n`].join('\n');
}

function lines({ severity, line, object, message }: LintFinding): string[] {
  return [`  ${severity} in line ${line}, ${object}`, `    ${message}`];
}

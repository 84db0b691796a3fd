import type { ScenarioResult } from '../scenario';
import { evidenceTable, row } from './table';

/** The results as Markdown, for the summary of a CI run. */
export function summary(results: readonly ScenarioResult[]): string {
  const failed = results.filter(({ failure }) => failure !== undefined);
  const passed = results.filter(({ failure, skipped }) => failure === undefined && skipped === undefined);
  return [
    `## End-to-end: ${passed.length} of ${results.length} scenarios passed`,
    '',
    row(['scenario', 'result', 'seconds']),
    '| --- | --- | ---: |',
    ...results.map(({ scenario, failure, skipped, seconds }) =>
      row([`${scenario.id}: ${scenario.title}`, outcome(failure, skipped), seconds.toFixed(0)]),
    ),
    '',
    ...evidenceTable(results),
    '',
    ...failed.flatMap(({ scenario, failure = '', diagnosis = '' }) => [
      `### ${scenario.id} failed`,
      '',
      fenced(`${failure}\n${diagnosis}`),
      '',
    ]),
  ].join('\n');
}

function outcome(failure?: string, skipped?: string): string {
  if (skipped !== undefined) return `skipped: ${skipped}`;
  return failure === undefined ? 'passed' : 'failed';
}

/** A code block that its content cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

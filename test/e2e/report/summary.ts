import type { ScenarioResult } from '../scenario';
import { evidenceTable, row } from './table';

/** The results as Markdown, for the summary of a CI run. */
export function summary(results: readonly ScenarioResult[]): string {
  const failed = results.filter(({ failure }) => failure !== undefined);
  return [
    `## End-to-end: ${results.length - failed.length} of ${results.length} scenarios passed`,
    '',
    row(['scenario', 'result', 'seconds']),
    '| --- | --- | ---: |',
    ...results.map(({ scenario, failure, seconds }) =>
      row([`${scenario.id}: ${scenario.title}`, failure === undefined ? 'passed' : 'failed', seconds.toFixed(0)]),
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

/** A code block that its content cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

import type { ScenarioResult } from '../scenario';

/** The table of docs/proof.md: a row for each thing that was proved. */
export function evidenceTable(results: readonly ScenarioResult[]): string[] {
  const rows = results.flatMap(({ scenario, evidence }) =>
    evidence.map(({ what, samples, seen = '' }) => {
      const counts = samples ? [samples.written, samples.acknowledged ?? '', samples.readBack] : ['', '', ''];
      return row([scenario.title, what, ...counts.map(String), seen]);
    }),
  );
  return [
    row(['scenario', 'what was done', 'samples written', 'acknowledged', 'read back, each exactly once', 'seen']),
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
  ];
}

export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

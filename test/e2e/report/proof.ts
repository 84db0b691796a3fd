import type { Versions } from '../cluster/versions';
import type { ScenarioResult } from '../scenario';
import { FINDINGS } from './findings';
import { evidenceTable, row } from './table';

export interface ProofRun {
  readonly date: Date;
  readonly versions: Versions;
  readonly results: readonly ScenarioResult[];
}

/** docs/proof.md: what a complete run saw. */
export function proof({ date, versions, results }: ProofRun): string {
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return [
    '# Proof on a real Kubernetes',
    '',
    'Written by a run in which every scenario passed, never by hand: [docs/e2e.md](e2e.md) says how to repeat it.',
    '',
    '```sh',
    'npm run e2e -- --context NAME --proof docs/proof.md',
    '```',
    '',
    row(['', '']),
    '| --- | --- |',
    row(['date', date.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')]),
    row(['duration', `${Math.round(seconds / 60)} minutes`]),
    ...Object.entries(versions).map(([what, version]) => row([what, version])),
    '',
    '## What was done, and what was counted',
    '',
    'Counted writers number their samples, and remember which were acknowledged. The reader accounts for each of them: exactly once,',
    'at its time and with its value, and nothing that nobody wrote.',
    '',
    ...evidenceTable(results),
    '',
    '## What runs found, and what holds it now',
    '',
    row(['found', 'mended', 'held by']),
    '| --- | --- | --- |',
    ...FINDINGS.map(({ found, mended, heldBy }) => row([found, mended, heldBy])),
    '',
  ].join('\n');
}

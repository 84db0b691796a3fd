import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDiff } from '../../../diff/run';
import type { Expected, PodChanges } from '../../diff/server/pair';
import { type PlacedPair, yamlOf } from './placed-pair';

/** What the command says of one change. */
export interface Said {
  readonly level: string;
  readonly code: string;
  readonly message: string;
}

/** Runs `cdk8s-thanos diff` over the two states, and returns all that it says, beside the worst too. */
export async function saidOf({ before, after }: PlacedPair): Promise<readonly Said[]> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-diff-'));
  try {
    const [base, head] = (
      [
        ['before', before],
        ['after', after],
      ] as const
    ).map(([name, objects]) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, yamlOf(objects));
      return file;
    });
    let printed = '';
    const problems: string[] = [];
    await runDiff(
      { base, head, output: 'json' },
      {
        read: async () => Buffer.of(),
        print: (text) => (printed += text),
        tell: (line) => problems.push(line),
      },
    );
    if (problems.length > 0) throw new Error(problems.join(''));
    const { changes } = JSON.parse(printed) as { changes: (Said & { also: Said[] })[] };
    return changes.flatMap(({ also, ...worst }) => [worst, ...also]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const touchesPods = ({ rolling = [], gone = [] }: PodChanges) => rolling.length + gone.length > 0;

/** Where what the command says of a change is not what is expected of the cluster; nothing where it is. */
export function contradiction(said: readonly Said[], expected: Expected): string | undefined {
  const levels = new Set(said.map(({ level }) => level));
  const words = [...new Set(said.map(({ code, level }) => `${code} (${level})`))].join(', ') || 'no change';
  if (expected.server === 'refuses') {
    return levels.has('replace') ? undefined : `the API server is to refuse it, and the diff says ${words}`;
  }
  if (levels.has('replace')) return `the API server is to take it, and the diff says ${words}`;
  if (levels.has('restart') && !touchesPods(expected)) return `no pod is to roll, and the diff says ${words}`;
  if (!levels.has('restart') && touchesPods(expected)) return `pods are to roll, and the diff says ${words}`;
  return undefined;
}

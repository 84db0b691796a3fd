import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDiff } from '../../../diff/run';
import type { Expected } from '../../diff/server/pair';
import { type PlacedPair, yamlOf } from './placed-pair';
import { isNamed } from './pod-changes';

/** What the command says of one change. */
export interface Said {
  readonly level: string;
  readonly code: string;
  readonly message: string;
  /** The object that it is said of. */
  readonly kind: string;
  readonly name: string;
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
    return changes.flatMap(({ also, ...worst }) => [worst, ...also.map((each) => ({ ...worst, ...each }))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How the names of pods begin, by what makes them. */
const PODS_OF: Readonly<Record<string, (name: string) => string>> = {
  Deployment: (name) => name,
  StatefulSet: (name) => name,
  DaemonSet: (name) => name,
  Prometheus: (name) => `prometheus-${name}`,
  PrometheusAgent: (name) => `prom-agent-${name}`,
  ThanosRuler: (name) => `thanos-ruler-${name}`,
};

/** Where what the command says of a change is not what is expected of the cluster; nothing where it is. */
export function contradiction(said: readonly Said[], expected: Expected): string | undefined {
  const levels = new Set(said.map(({ level }) => level));
  const words = [...new Set(said.map(({ code, level }) => `${code} (${level})`))].join(', ') || 'no change';
  const refuses = levels.has('replace');
  if (expected.server === 'refuses') {
    return refuses ? undefined : `the API server is to refuse it, and the diff says ${words}`;
  }
  if (refuses) return `the API server is to take it, and the diff says ${words}`;
  const touched = [...(expected.rolling ?? []), ...(expected.gone ?? [])];
  const makers = (...of: readonly string[]) =>
    said.filter(({ level }) => of.includes(level)).flatMap(({ kind, name }) => PODS_OF[kind]?.(name) ?? []);
  const quiet = makers('restart').filter((maker) => !touched.some((pod) => isNamed(pod, [maker])));
  if (quiet.length > 0) return `pods of ${quiet.join(', ')} are to stay, and the diff says ${words}`;
  // Of what is worse than a restart the message says whether pods restart too.
  const unsaid = touched.filter((pod) => !isNamed(pod, makers('restart', 'data')));
  return unsaid.length > 0 ? `${unsaid.join(', ')} are to roll, and the diff says ${words}` : undefined;
}

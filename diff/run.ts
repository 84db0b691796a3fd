import { judgeCluster } from '../lib/diff/judge';
import type { Level } from '../lib/diff/level';
import { isAtLeast } from '../lib/diff/level';
import { type InputProblem, problemLine } from '../reading/input';
import { clusterPairs } from './cluster-pairs';
import { ClusterReader } from './cluster-reader';
import { Holdings } from './holdings';
import { openSides, sideNames } from './open-sides';
import { type ClusterReport, OUTPUTS, type Output } from './report';
import type { Side } from './side';

/** What the command line says. */
export interface DiffOptions {
  /** @default - what is committed of the folder that the project renders into */
  readonly base?: string;
  /** @default - a fresh synth of the project */
  readonly head?: string;
  readonly output: Output;
  /** The least level that fails the run. @default - none does */
  readonly failOn?: Level;
}

/** The process around a run. */
export interface Streams {
  /** Standard input, to its end. */
  readonly read: () => Promise<Buffer>;
  /** Takes the report. */
  readonly print: (text: string) => void;
  /** Takes what could not be read, a line each. */
  readonly tell: (line: string) => void;
}

/**
 * Compares two sides, and prints what the changes do. Returns the exit code: 0, 1 for a change of the level that fails the run, 2 when
 * something could not be read; the rest has been compared even then.
 */
export async function runDiff(options: DiffOptions, { read, print, tell }: Streams): Promise<0 | 1 | 2> {
  const { base, head, problems: unopened } = await openSides(options, read);
  const { clusters, problems } = base && head ? await compare(base, head) : { clusters: [], problems: unopened };
  for (const problem of problems) tell(`${problemLine(problem)}\n`);
  print(OUTPUTS[options.output]({ ...sideNames(options), clusters, problems }));
  if (problems.length > 0) return 2;
  const { failOn } = options;
  return failOn && clusters.some(({ objects }) => objects.some(({ level }) => isAtLeast(level, failOn))) ? 1 : 0;
}

async function compare(
  base: Side,
  head: Side,
): Promise<{ readonly clusters: readonly ClusterReport[]; readonly problems: readonly InputProblem[] }> {
  const problems: InputProblem[] = [...base.problems, ...head.problems];
  const clusters: ClusterReport[] = [];
  const holdings = new Holdings();
  const reader = new ClusterReader(base, head);
  try {
    for await (const pair of clusterPairs(base, head)) {
      if (pair.equal.length > 0) holdings.haveCommon = true;
      if (pair.changed.before.length + pair.changed.after.length === 0) continue;
      const read = await reader.read(pair);
      problems.push(...read.problems);
      holdings.add(pair.cluster, read);
      if (read.change.changes.length === 0) continue;
      clusters.push({ cluster: pair.cluster, objects: judgeCluster(read.change) });
    }
  } finally {
    await Promise.all([base.close(), head.close()]);
  }
  const mismatch = problems.length > 0 ? [] : holdings.problems(base.name, head.name);
  // That everything is new or gone says nothing then.
  return { clusters: mismatch.length > 0 ? [] : clusters, problems: [...problems, ...mismatch] };
}

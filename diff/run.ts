import { judgeCluster } from '../lib/diff/judge';
import type { Level } from '../lib/diff/level';
import { isAtLeast } from '../lib/diff/level';
import { type InputProblem, problemLine } from '../reading/input';
import { clusterPairs } from './cluster-pairs';
import { ClusterReader } from './cluster-reader';
import { Holdings } from './holdings';
import { openSides, sideNames } from './open-sides';
import { OUTPUTS, type Output } from './output';
import type { ClusterReport, ReportWriter } from './report';
import type { Side } from './side';

/** What the command line says. */
export interface DiffOptions {
  /** @default - what is committed of the folder that the project renders into */
  readonly base?: string;
  /** @default - a fresh synth of the project */
  readonly head?: string;
  readonly output: Output;
  /** Whether what the API server fills in, and what it alone writes, is no change. @default false */
  readonly ignoreDefaults?: boolean;
  /** The least level that fails the run. @default - none does */
  readonly failOn?: Level;
  /** Whether text has every change, however many there are. @default false */
  readonly all?: boolean;
}

/** The process around a run. */
export interface Streams {
  /** Standard input, to its end. */
  readonly read: () => Promise<Buffer>;
  /** Takes the report. */
  readonly print: (text: string) => void;
  /** Takes what could not be read, a line each. */
  readonly tell: (line: string) => void;
  /** Columns of a line. @default 120 */
  readonly width?: number;
  /** @default false */
  readonly colour?: boolean;
}

/**
 * Compares two sides, and prints what the changes do. Returns the exit code: 0, 1 for a change of the level that fails the run, 2 when
 * something could not be read; the rest has been compared even then.
 */
export async function runDiff(
  options: DiffOptions,
  { read, print, tell, width = 120, colour = false }: Streams,
): Promise<0 | 1 | 2> {
  const { failOn, all = false } = options;
  const writer = OUTPUTS[options.output]({ ...sideNames(options), print, width, colour, all });
  let failed = false;
  const { base, head, problems: unopened } = await openSides(options, read);
  const { problems, compared } =
    base && head
      ? await compare(base, head, options, (report) => {
          failed ||= failOn !== undefined && report.objects.some(({ level }) => isAtLeast(level, failOn));
          writer.add(report);
        })
      : { problems: unopened, compared: false };
  for (const problem of problems) tell(`${problemLine(problem)}\n`);
  writer.end(problems, compared);
  if (problems.length > 0) return 2;
  return failed ? 1 : 0;
}

/** Hands on what differs in each cluster. Returns what could not be read, and whether anything was left to compare. */
async function compare(
  base: Side,
  head: Side,
  { ignoreDefaults }: DiffOptions,
  add: ReportWriter['add'],
): Promise<{ readonly problems: readonly InputProblem[]; readonly compared: boolean }> {
  const problems: InputProblem[] = [...base.problems, ...head.problems];
  const holdings = new Holdings();
  /** Until it is known that the sides are two states of the same. */
  const waiting: ClusterReport[] = [];
  const reader = new ClusterReader(base, head, ignoreDefaults);
  try {
    for await (const pair of clusterPairs(base, head)) {
      if (pair.equal.length > 0) holdings.haveCommon = true;
      if (pair.changed.before.length + pair.changed.after.length === 0) continue;
      const read = await reader.read(pair);
      problems.push(...read.problems);
      holdings.add(pair.cluster, read);
      if (read.change.changes.length === 0) continue;
      waiting.push({ cluster: pair.cluster, objects: judgeCluster(read.change), placeOf: read.placeOf });
      if (holdings.haveCommon) for (const report of waiting.splice(0)) add(report);
    }
  } finally {
    await Promise.all([base.close(), head.close()]);
  }
  const mismatch = problems.length > 0 ? [] : holdings.problems(base.name, head.name);
  // That everything is new or gone says nothing then.
  const left = mismatch.length === 0 ? waiting : [];
  for (const report of left) add(report);
  return { problems: [...problems, ...mismatch], compared: holdings.haveCommon || left.length > 0 };
}

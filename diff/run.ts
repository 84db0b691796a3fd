import { ClusterChange } from '../lib/diff/cluster-change';
import { ObjectComparer } from '../lib/diff/compare/compare-objects';
import { judgeCluster } from '../lib/diff/judge';
import type { Level } from '../lib/diff/level';
import { isAtLeast } from '../lib/diff/level';
import { matchObjects } from '../lib/diff/match-objects';
import { ConfigReader } from '../lib/manifests/config-reader';
import type { KubernetesObject } from '../lib/manifests/kubernetes-object';
import { type InputProblem, problemLine } from '../reading/input';
import { readBytes } from '../reading/read-file';
import { clusterPairs } from './cluster-pairs';
import { folderSide } from './folder-side';
import { OUTPUTS, type Output } from './output';
import type { Place } from './report';
import type { Side, SideFile } from './side';

/** What the command line says. */
export interface DiffOptions {
  readonly base: string;
  readonly head: string;
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
  { print, tell, width = 120, colour = false }: Streams,
): Promise<0 | 1 | 2> {
  const base = folderSide(options.base);
  const head = folderSide(options.head);
  const problems: InputProblem[] = [...base.problems, ...head.problems];
  const { failOn, all = false } = options;
  const writer = OUTPUTS[options.output]({ base: base.name, head: head.name, print, width, colour, all });
  let failed = false;
  const reader = new ConfigReader();
  const comparer = new ObjectComparer(options.ignoreDefaults);
  for await (const pair of clusterPairs(base, head)) {
    const places = new Map<KubernetesObject, Place>();
    const before = await readObjects(base, pair.base, problems, places);
    const after = await readObjects(head, pair.head, problems, places);
    const changes = matchObjects(before, after, comparer);
    if (changes.length === 0) continue;
    const cluster = new ClusterChange(changes, { before: () => before, after: () => after }, reader);
    const objects = judgeCluster(cluster);
    failed ||= failOn !== undefined && objects.some(({ level }) => isAtLeast(level, failOn));
    writer.add({ cluster: pair.cluster, objects, placeOf: (object) => places.get(object) });
  }
  await Promise.all([base.close(), head.close()]);
  for (const problem of problems) tell(`${problemLine(problem)}\n`);
  writer.end(problems);
  if (problems.length > 0) return 2;
  return failed ? 1 : 0;
}

async function readObjects(
  side: Side,
  files: readonly SideFile[],
  problems: InputProblem[],
  places: Map<KubernetesObject, Place>,
): Promise<KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for (const file of files) {
    const input = readBytes(file.name, await side.read(file));
    for (const { object, ...place } of input.objects) {
      objects.push(object);
      places.set(object, place);
    }
    problems.push(...input.problems);
  }
  return objects;
}
